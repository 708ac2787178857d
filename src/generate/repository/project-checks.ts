/** Tests and lint that a project's own files name, of the languages that the build installs libraries for. */
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { readProject } from './project-file.ts';

export interface ProjectChecks {
  readonly lint: string | null;
  readonly test: string | null;
  /** Set where the build fetches no packages of development: how they come, and go again. */
  readonly development?: {
    readonly install: string;
    readonly prune: string | null;
    /** The option of the script's own installation that leaves them out, captured; null for none. */
    readonly without: RegExp | null;
  };
}

export const noChecks: ProjectChecks = { lint: null, test: null };

type Finder = (installs: readonly PlannedStep[], read: Read, plan: Plan) => ProjectChecks;
type Read = (file: string) => string;

const report = 'reports/junit.xml';

const languages: readonly { readonly installers: RegExp; readonly find: Finder }[] = [
  { installers: /^composer(\.phar)?$/, find: phpChecks },
  { installers: /^(pip\d*(\.\d+)?|poetry|pipenv|uv)$/, find: pythonChecks },
  { installers: /^(bundle|bundler)$/, find: rubyChecks },
];

/** What can run with the tools that the build installs, language by language. */
export function languageChecks(plan: Plan, context: GenerateContext): readonly ProjectChecks[] {
  const read: Read = (file) => readProject(file, plan, context) ?? '';
  return languages.flatMap(({ installers, find }) => {
    const installs = plan.steps.filter(
      ({ classified: { kind, step }, destination, disposition }) =>
        kind === 'install-deps' &&
        disposition === 'converted' &&
        destination?.startsWith('buildspec/') === true &&
        step.place.kind !== 'container' &&
        installers.test(step.name ?? ''),
    );
    return installs.length === 0 ? [] : [find(installs, read, plan)];
  });
}

/** Every one of these installations leaves out what only development needs. */
function all(installs: readonly PlannedStep[], option: RegExp): boolean {
  return installs.every(({ classified }) => option.test(classified.step.text));
}

function phpChecks(installs: readonly PlannedStep[], read: Read): ProjectChecks {
  const text = read('composer.json');
  const { scripts = {}, 'require-dev': dev = {}, require = {} } = jsonOf(text);
  const packages = Object.keys({ ...dev, ...require });
  const hasPhpunit = read('phpunit.xml') !== '' || read('phpunit.xml.dist') !== '';
  const runner = packages.includes('pestphp/pest') ? 'pest' : 'phpunit';
  const isThere = packages.some((name) => name === 'pestphp/pest' || name === 'phpunit/phpunit');
  const test =
    hasPhpunit && isThere
      ? `vendor/bin/${runner} --log-junit ${report}`
      : 'test' in scripts
        ? 'composer test'
        : null;
  const checks = { lint: 'lint' in scripts ? 'composer lint' : null, test };
  return all(installs, /--no-dev\b/)
    ? {
        ...checks,
        development: {
          install: 'composer install --no-interaction --prefer-dist',
          prune: 'composer install --no-interaction --prefer-dist --no-dev --optimize-autoloader',
          without: /\s(--no-dev)(?=\s|$)/,
        },
      }
    : checks;
}

function jsonOf(text: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null
      ? (data as Readonly<Record<string, Readonly<Record<string, unknown>>>>)
      : {};
  } catch {
    return {};
  }
}

const pytest = `python -m pytest --junitxml=${report}`;

function pythonChecks(installs: readonly PlannedStep[], read: Read): ProjectChecks {
  const project = read('pyproject.toml');
  const isTested =
    read('pytest.ini') !== '' ||
    project.includes('[tool.pytest') ||
    /^\[tool:pytest\]/m.test(read('setup.cfg')) ||
    /^\[pytest\]/m.test(read('tox.ini'));
  if (!isTested) return noChecks;
  const [tool = 'pip'] = installs.map(({ classified }) => classified.step.name ?? '');
  const names = (text: string): boolean => /^["'\s]*pytest\b/m.test(text);
  switch (tool) {
    case 'poetry':
      return names(project) && !all(installs, /--no-dev|--only[= ]|--without[= ]\S*(dev|test)/)
        ? { lint: null, test: `poetry run ${pytest}` }
        : noChecks;
    case 'pipenv':
      return names(read('Pipfile')) && all(installs, /\s(--dev|-d)\b/)
        ? { lint: null, test: `pipenv run ${pytest}` }
        : noChecks;
    case 'uv':
      return project.includes('pytest') &&
        all(installs, /\bsync\b/) &&
        !all(installs, /--no-(dev|group)/)
        ? { lint: null, test: `uv run ${pytest}` }
        : noChecks;
    default:
      return pipChecks(installs, read, names);
  }
}

/** The lists that a team keeps its tools of development in, by the names that are common. */
const developmentLists = [
  'requirements-dev.txt',
  'requirements-test.txt',
  'dev-requirements.txt',
  'test-requirements.txt',
  'requirements/dev.txt',
  'requirements/test.txt',
];

function pipChecks(
  installs: readonly PlannedStep[],
  read: Read,
  names: (text: string) => boolean,
): ProjectChecks {
  // A folder of its own (`-t`) is for the bundle, not for the build's Python.
  if (installs.some(({ classified }) => /\s(-t|--target|--prefix)\b/.test(classified.step.text)))
    return noChecks;
  const lists = installs.flatMap(({ classified }) => {
    const [, list] = /(?:-r|--requirement)[= ]?["']?([\w./-]+)/.exec(classified.step.text) ?? [];
    return list ?? [];
  });
  if (lists.some((list) => names(read(list)))) return { lint: null, test: pytest };
  const list = developmentLists.find((file) => names(read(file)));
  return list === undefined
    ? noChecks
    : {
        lint: null,
        test: pytest,
        development: { install: `pip install --quiet -r ${list}`, prune: null, without: null },
      };
}

// A suite that wants a database server finds none in the build.
const databaseGems = /^\s*gem ['"](pg|mysql2|mongoid|activerecord-\S+|ruby-oci8)['"]/m;

function rubyChecks(installs: readonly PlannedStep[], read: Read, plan: Plan): ProjectChecks {
  const gems = read('Gemfile');
  const has = (name: string): boolean => new RegExp(`^\\s*gem ['"]${name}['"]`, 'm').test(gems);
  const leavesOut = plan.steps.some(({ classified: { step } }) =>
    /\bbundle\b.*\bwithout\b|BUNDLE_WITHOUT/.test(step.text),
  );
  if (leavesOut || all(installs, /--without/)) return noChecks;
  const formats = has('rspec_junit_formatter')
    ? ` --format progress --format RspecJunitFormatter --out ${report}`
    : '';
  return {
    lint: has('rubocop') && read('.rubocop.yml') !== '' ? 'bundle exec rubocop' : null,
    test:
      (has('rspec') || has('rspec-rails')) && read('.rspec') !== '' && !databaseGems.test(gems)
        ? `bundle exec rspec${formats}`
        : null,
  };
}
