/** Which folders of a fleet are a project: what a build tool, or a version control, calls one. */

/** What a build tool finds its project by. */
const manifest =
  /^(package\.json|deno\.jsonc?|composer\.json|pom\.xml|build\.gradle(\.kts)?|build\.sbt|build\.xml|requirements\.txt|pyproject\.toml|setup\.py|Pipfile|manage\.py|Gemfile|Rakefile|go\.mod|Cargo\.toml|mix\.exs|pubspec\.yaml|artisan|wp-config(-sample)?\.php|.*\.(sln|csproj)|Dockerfile|(docker-)?compose[\w.-]*\.ya?ml)$/;

/** What lies at the top of a checkout and nowhere else. */
const checkoutFile =
  /^(\.git|\.hg|\.svn|\.github|\.gitignore|\.gitattributes|\.gitmodules|\.gitlab-ci\.yml)$/;

/** Whether a folder with these names in it is where a build tool works. */
export function holdsManifest(names: readonly string[]): boolean {
  return names.some((name) => manifest.test(name));
}

/** Whether a folder with these names in it is the top of a repository. */
export function isCheckout(names: readonly string[]): boolean {
  return names.some((name) => checkoutFile.test(name)) || holdsManifest(names);
}
