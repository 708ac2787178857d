import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What makes two runs on the same input differ: forbidden wherever a result is made. */
const nothingThatVaries = [
  ['Date', 'now', 'Time comes in through the clock of model/host.ts.'],
  ['Math', 'random', 'The same input gives the same bytes.'],
  ['process', 'env', 'The environment is read by cli/ and host/, and handed in.'],
  ['process', 'cwd', 'The working directory is read by cli/ and host/, and handed in.'],
].map(([object, property, message]) => ({ object, property, message }));

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'coverage/', 'fixtures/', 'templates/']),
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // `== null` says "missing", whichever of the two spellings.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Numbers print as one expects; what must not be printed is an object or an undefined.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Spread gives code points, which is what bash counts.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `() => stream.write(text)` says all there is to say.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // Most functions stay under 25 lines; these are the walls, not the goal. Blank lines and
      // comments are free, so that nobody saves on reasons.
      complexity: ['error', { max: 16, variant: 'modified' }],
      'max-depth': ['error', 4],
      'max-params': ['error', 6],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': ['error', ...nothingThatVaries],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes in through the clock of model/host.ts.',
        },
        {
          selector: "CallExpression[callee.property.name='localeCompare']",
          message: "The order of a result may not hang on the machine's language: compare with <.",
        },
      ],
    },
  },
  {
    // The outside world lives here, and here alone.
    files: ['src/host/**/*.ts', 'src/cli/**/*.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A test that finds nothing where it looked fails by itself, and says where.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.recommended],
    rules: { eqeqeq: 'error' },
  },
);
