/**
 * The program that `npx PACKAGE` runs, by the name that the word would have without npx. A package may
 * name a version (`wrangler@latest`) and a scope; its program is called like the package, without the
 * scope, unless the package says otherwise. Any other word is its own name.
 */
export function packageProgram(word: string): string {
  const found = /^((?:@[\w.-]+\/)?[\w.-]+)(?:@[\w.^~*<>=-]+)?$/.exec(word);
  const name = found?.[1];
  if (name === undefined || (name === word && !name.startsWith('@'))) return programOf(word);
  return programOf(name);
}

/** Packages of npm whose program has another name than the package: the key `bin` of their package.json. */
const programs: Readonly<Partial<Record<string, string>>> = {
  '@11ty/eleventy': 'eleventy',
  '@angular/cli': 'ng',
  '@antora/cli': 'antora',
  '@aws-amplify/backend-cli': 'ampx',
  '@aws-amplify/cli': 'amplify',
  '@azure/static-web-apps-cli': 'swa',
  '@babel/cli': 'babel',
  '@capacitor/cli': 'capacitor',
  '@changesets/cli': 'changeset',
  '@cloudflare/wrangler': 'wrangler',
  '@commitlint/cli': 'commitlint',
  '@docusaurus/core': 'docusaurus',
  '@electron-forge/cli': 'electron-forge',
  '@expo/cli': 'expo',
  '@google/clasp': 'clasp',
  '@graphql-codegen/cli': 'graphql-codegen',
  '@infisical/cli': 'infisical',
  '@ionic/cli': 'ionic',
  '@lhci/cli': 'lhci',
  '@medusajs/cli': 'medusa',
  '@microsoft/rush': 'rush',
  '@mikro-orm/cli': 'mikro-orm',
  '@nestjs/cli': 'nest',
  '@nrwl/cli': 'nx',
  '@nuxt/cli': 'nuxi',
  '@opennextjs/aws': 'open-next',
  '@opennextjs/cloudflare': 'opennextjs-cloudflare',
  '@percy/cli': 'percy',
  '@playwright/test': 'playwright',
  '@quasar/cli': 'quasar',
  '@railway/cli': 'railway',
  '@react-router/dev': 'react-router',
  '@redocly/cli': 'redocly',
  '@remix-run/dev': 'remix',
  '@salesforce/cli': 'sf',
  '@sentry/cli': 'sentry-cli',
  '@shopify/cli': 'shopify',
  '@stoplight/spectral-cli': 'spectral',
  '@strapi/strapi': 'strapi',
  '@sveltejs/kit': 'svelte-kit',
  '@swc/cli': 'swc',
  '@tailwindcss/cli': 'tailwindcss',
  '@vercel/ncc': 'ncc',
  '@vscode/vsce': 'vsce',
  '@vue/cli': 'vue',
  '@vue/cli-service': 'vue-cli-service',
  '@wordpress/env': 'wp-env',
  '@wordpress/scripts': 'wp-scripts',
  'aws-cdk': 'cdk',
  'azure-functions-core-tools': 'func',
  'clean-css-cli': 'cleancss',
  'eas-cli': 'eas',
  'firebase-tools': 'firebase',
  'gatsby-cli': 'gatsby',
  'grunt-cli': 'grunt',
  'gulp-cli': 'gulp',
  'hexo-cli': 'hexo',
  'markdownlint-cli': 'markdownlint',
  'netlify-cli': 'netlify',
  'postcss-cli': 'postcss',
  'shipit-cli': 'shipit',
  'uglify-js': 'uglifyjs',
};

/** Any word may stand here, `toString` too. */
function programOf(word: string): string {
  return (Object.hasOwn(programs, word) ? programs[word] : undefined) ?? word;
}
