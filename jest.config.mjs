/** Jest runs the TypeScript sources as they stand: swc strips the types, Node resolves the modules. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Built and generated trees hold package.json files and tests that are not ours to run.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/'],
  // Jest leaves one processor free, which is every second one where there are two.
  maxWorkers: '100%',
  // What hangs is told from what a busy machine only slows down.
  testTimeout: 60_000,
  // A test that only passes after another one is a test that does not hold.
  randomize: true,
  restoreMocks: true,
};
