/**
 * The layer rule of docs/architecture.md, as a check: `npm run layers`. Each rule carries its reason;
 * test/layers.test.ts proves for each that it bites.
 */

/** The rooms from top to bottom: a room imports from rooms below it. `uses` narrows that further. */
const rooms = [
  {
    name: 'cli',
    why: 'The command line is thin: it calls the library (index.ts, pipeline.ts) and nothing calls it. A library that imported it would drag argument parsing into every program that uses it.',
  },
  {
    name: 'aws',
    uses: ['messages', 'model'],
    why: 'Talking to AWS is an effect. It knows the types and the sentences only, so that nothing but rollout and aws commands ever needs an account.',
  },
  {
    name: 'rollout',
    uses: ['messages', 'model'],
    why: 'The state of a rollout is a fold over a log. It must be readable years later, without the scripts and the stages that made the plan.',
  },
  {
    name: 'report',
    uses: ['messages', 'model'],
    why: 'A report sees results only, so that a stored result can be drawn again, in the other language, without the scripts.',
  },
  {
    name: 'simulate',
    uses: [
      'check',
      'generate',
      'plan',
      'classify',
      'shell',
      'syntax',
      'fleet',
      'messages',
      'model',
    ],
    why: 'Simulation judges what trace understood. The two stand side by side on shell/, so that a misreading of trace cannot hide in both.',
  },
  {
    name: 'check',
    why: 'Checks read output files as anybody would; a report or a rollout that they knew of could bend their verdict.',
  },
  {
    name: 'generate',
    why: 'Generation lays out a plan. It may not know how its output is checked, or it would write for the check.',
  },
  {
    name: 'plan',
    why: 'The plan decides where each step goes. It may not know how files are laid out, so that a second target needs no second plan.',
  },
  {
    name: 'classify',
    why: 'Classes follow from steps and rules. Knowing where a step will go would turn what it is into what we would like it to be.',
  },
  {
    name: 'trace',
    why: 'Tracing says what a script may do. What the rules make of it is none of its business.',
  },
  {
    name: 'shell',
    why: 'What bash means holds for every script; it may not depend on how one stage walks them.',
  },
  {
    name: 'syntax',
    why: 'Bash as data is read by all above it, so it stands on the types alone.',
  },
  {
    name: 'fleet',
    why: 'Finding applications comes before reading them: a folder is sorted by names and first lines, whatever its scripts hold.',
  },
  {
    name: 'messages',
    uses: ['model'],
    why: 'Sentences are data: code and parameters to text. A stage that they called could never be described by them.',
  },
  {
    name: 'host',
    uses: ['model'],
    why: 'The host implements the interfaces of model/host.ts and knows nothing of those who use them.',
  },
  {
    name: 'model',
    uses: [],
    why: 'The types that all stages speak have no behaviour and need nobody.',
  },
];

/** Each outside package has one owner, which is the one place to change when the package does. */
const owners = [
  {
    package: 'unbash',
    owner: '^src/syntax/',
    why: 'The parser is adapted once, with the work-arounds that it needs; all others see our own nodes.',
  },
  {
    package: 'commander',
    owner: '^src/cli/',
    why: 'Argument parsing belongs to the command line.',
  },
  {
    package: 'yaml',
    owner: '^src/(fleet|generate|report|rollout)/yaml\\.ts$',
    why: 'One reader and one writer: limits on aliases, duplicate keys and quoting are decided in one place each.',
  },
  {
    package: 'js-yaml',
    owner: '^src/fleet/quick-yaml\\.ts$',
    why: 'It keeps no lines: only the one reader that asks the other for them may use it (docs/decisions/0006).',
  },
  {
    package: 'handlebars',
    owner: '^src/(generate|report)/render\\.ts$',
    why: 'Two instances, one that escapes for HTML and one that prints through the quoting helper of its target. A third would do neither.',
  },
  {
    package: 're2js',
    owner: '^src/classify/',
    why: 'Patterns of rules run in linear time, whoever wrote them; classify is where patterns of rules run.',
  },
  {
    package: 'ajv',
    owner: '^src/(check/|fleet/config\\.ts$)',
    why: 'Schemas judge output in check, and the one file that people write in the reader of pipewright.yaml.',
  },
  {
    package: 'ajv-formats',
    owner: '^src/check/',
    why: 'It gives ajv the formats that schemas name, and so goes where ajv goes.',
  },
  {
    package: 'diff',
    owner: '^src/(generate|report)/',
    why: 'Differences are shown where output is made and where results are drawn.',
  },
  {
    package: 'node-diff3',
    owner: '^src/generate/',
    why: 'Hand edits are merged where files are generated.',
  },
  {
    package: '@aws-sdk/[^/]+',
    name: 'aws-sdk',
    owner: '^src/aws/',
    why: 'Everybody else must run, and be tested, without credentials.',
  },
];

const downFrom = ({ name, why, uses }, at) => {
  const below =
    uses ?? rooms.slice(at + 1).flatMap((room) => (room.name === 'host' ? [] : room.name));
  return {
    name: `${name}-imports-down`,
    comment: why,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: { path: '^src/', pathNot: `^src/(${[name, ...below].join('|')})/` },
  };
};

const cliMay = (rule) => ({
  ...rule,
  to: {
    path: '^src/',
    pathNot: `^src/((${rooms.map((room) => room.name).join('|')})/|(index|pipeline)\\.ts$)`,
  },
});

const ownedBy = ({ package: outside, name = outside, owner, why }) => ({
  name: `${name}-has-one-owner`,
  comment: why,
  severity: 'error',
  from: { path: '^src/', pathNot: owner },
  to: { path: `(^|/)node_modules/${outside}/` },
});

export default {
  forbidden: [
    ...rooms.map(downFrom).map((rule) => (rule.name === 'cli-imports-down' ? cliMay(rule) : rule)),
    {
      name: 'pipeline-stands-below-the-command-line',
      comment:
        'pipeline.ts chains the stages for whoever calls it. It receives the outside world as an interface, and knows neither who calls nor how files are read.',
      severity: 'error',
      from: { path: '^src/pipeline\\.ts$' },
      to: { path: '^src/(cli/|host/|aws/|index\\.ts$)' },
    },
    {
      name: 'library-stands-below-the-command-line',
      comment:
        'index.ts is what other programs import: no command line, no files, no network come with it.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/(cli|host|aws)/' },
    },
    ...owners.map(ownedBy),
    {
      name: 'packages-are-declared-and-owned',
      comment:
        'A package that src/ uses stands under "dependencies" and in the table of owners above; a development package would be missing where Pipewright is installed.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: [
          'npm',
          'npm-dev',
          'npm-optional',
          'npm-peer',
          'npm-no-pkg',
          'npm-unknown',
          'unknown',
        ],
        pathNot: `^[.]|(^|/)node_modules/(${owners.map((owner) => owner.package).join('|')})/`,
      },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that leads nowhere fails only when it is reached, at a user.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'outside-world-through-the-host',
      comment:
        'Files, processes, network and clocks come in through the interfaces of model/host.ts. Only pure builtins (hashing, joining of paths) are used elsewhere: that is how "generation never touches the disk" and "nothing of the scripts is run" hold.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(host|cli|aws)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|path|path/posix)$' },
    },
    {
      name: 'no-cycles',
      comment:
        'Modules that need each other can only be understood, tested and moved together. Three rooms are let off, inside themselves: a word of bash holds words and a command holds commands, so shell/, trace/ and simulate/ call themselves as the grammar does. An import of types alone runs nothing and passes.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(shell|trace|simulate)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unreached-modules',
      comment:
        'What neither the library nor the command line reaches is dead, or was forgotten when its room was joined to the flow. Three modules make the published pages and schemas, for `npm run docs` alone, and one tries changed rules for `npm run bench:rules`.',
      severity: 'error',
      from: { path: '^src/(index|cli/main)\\.ts$' },
      to: {
        path: '^src/',
        pathNot:
          '^src/((index|cli/main)|classify/rules-page|classify/rule-trial|messages/diagnostics-page|check/published-schemas)\\.ts$',
        reachable: false,
      },
    },
  ],
  options: {
    // A room that knows another's types knows that room, even if nothing is left of it at run time.
    tsPreCompilationDeps: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
