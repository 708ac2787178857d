import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { Document } from '../document.ts';
import { textAt } from '../reading.ts';
import { actionTypes, otherProviders } from './action-types.ts';
import type { ActionType } from './action-types.ts';
import type { Action } from './declaration.ts';

/** What AWS refuses of one action beyond its shape. Actions of other owners are not judged. */
export function actionProblems(document: Document, action: Action): readonly Diagnostic[] {
  const { name, category, provider, owner, line } = action;
  if (owner !== 'AWS' || provider === '') return [];
  const { file } = document;
  const timeout =
    action.hasTimeout && provider !== 'Manual'
      ? [diagnose('check/approval-timeout', file, line, { action: name })]
      : [];
  const type = actionTypes.find((one) => one.provider === provider && one.category === category);
  if (type === undefined) {
    if (otherProviders.includes(provider)) return timeout;
    const params = { action: name, provider, category };
    return [...timeout, diagnose('check/unknown-action-type', file, line, params)];
  }
  return [
    ...timeout,
    ...configurationProblems(document, action, type),
    ...countProblems(file, action, type),
    ...variableProblems(document, action),
  ];
}

function configurationProblems(
  document: Document,
  { name, configuration, path, line }: Action,
  { provider, required, optional }: ActionType,
): readonly Diagnostic[] {
  const given = Object.keys(configuration);
  const known = [...required, ...optional];
  const missing = required.filter((key) => !given.includes(key));
  const unknown = given.filter((key) => !known.includes(key));
  return [
    ...missing.map((key) =>
      diagnose('check/missing-configuration', document.file, line, { action: name, provider, key }),
    ),
    ...unknown.map((key) =>
      diagnose(
        'check/unknown-configuration',
        document.file,
        document.lineOf(`${path}/configuration/${key}`),
        { action: name, provider, key, known: known.length === 0 ? '–' : known.join(', ') },
      ),
    ),
  ];
}

function countProblems(
  file: string,
  { name, inputs, outputs, line }: Action,
  type: ActionType,
): readonly Diagnostic[] {
  const problem = (
    code: 'check/input-artifacts' | 'check/output-artifacts',
    actual: number,
    [least, most]: readonly [number, number],
  ) => {
    if (actual >= least && actual <= most) return [];
    const allowed = least === most ? String(least) : `${least}–${most}`;
    return [diagnose(code, file, line, { action: name, provider: type.provider, actual, allowed })];
  };
  return [
    ...problem('check/input-artifacts', inputs.length, type.inputs),
    ...problem('check/output-artifacts', outputs.length, type.outputs),
  ];
}

const secretName = /passw(or)?d|secret|token|api_?key|private_?key|credential/i;
/** `SECRETS_BUCKET_NAME` says where a secret lies, and is none. */
const placeName = /_(name|path|file|dir|url|arn|id|bucket|prefix|region|parameter)$/i;

/** Variables of a build: CodeBuild takes them as a JSON text, and shows plain ones to everybody. */
function variableProblems(document: Document, action: Action): readonly Diagnostic[] {
  const given = action.configuration['EnvironmentVariables'];
  if (given === undefined) return [];
  const line = document.lineOf(`${action.path}/configuration/EnvironmentVariables`);
  const variables = variablesOf(given);
  if (variables === null) {
    const params = {
      place: `${action.name}.EnvironmentVariables`,
      form: '[{"name": "…", "value": "…", "type": "PLAINTEXT | PARAMETER_STORE | SECRETS_MANAGER"}]',
    };
    return [diagnose('check/wrong-form', document.file, line, params)];
  }
  return variables.flatMap(({ name, type }) => [
    ...(name.startsWith('CODEBUILD_')
      ? [diagnose('check/reserved-variable', document.file, line, { name, prefix: 'CODEBUILD_' })]
      : []),
    ...(type === 'PLAINTEXT' && secretName.test(name) && !placeName.test(name)
      ? [diagnose('check/secret-in-pipeline', document.file, line, { name, action: action.name })]
      : []),
  ]);
}

const types = ['PLAINTEXT', 'PARAMETER_STORE', 'SECRETS_MANAGER'];

/** Reads the JSON text; null for one that CodeBuild would not take. */
export function variablesOf(text: string): readonly { name: string; type: string }[] | null {
  try {
    const data: unknown = JSON.parse(text);
    if (!Array.isArray(data)) return null;
    const variables = data.map((item: unknown) => ({
      name: textAt(item, 'name') ?? '',
      type: textAt(item, 'type') ?? 'PLAINTEXT',
      value: textAt(item, 'value'),
    }));
    const areValid = variables.every(
      ({ name, type, value }) => name !== '' && value !== null && types.includes(type),
    );
    return areValid ? variables : null;
  } catch {
    return null;
  }
}
