/**
 * Runs terraform's init, validate and plan in a folder, against a provider that serves the schema of
 * hashicorp/aws (schema.json) and reaches nothing. Prints the exit codes, what terraform said, and
 * the resources that it planned, as JSON. Used by ../validate.test.ts.
 *
 * The stub knows structure, types, required arguments and references; enumerations and patterns are
 * for other tests. Terraform finds it by TF_REATTACH_PROVIDERS, so nothing is downloaded.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const schema = JSON.parse(readFileSync(here('schema.json'), 'utf8'));
const protocol = grpc.loadPackageDefinition(
  loadSync(here('tfplugin5.proto'), { keepCase: true, longs: Number }),
).tfplugin5;

/** A value that is known after apply only. Terraform writes it as an extension of msgpack. */
class Unknown {}
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => new Unknown(),
});
extensionCodec.register({ type: 12, encode: () => null, decode: () => new Unknown() });
const valueOf = ({ msgpack }) => decode(msgpack, { extensionCodec });
const written = (value) => ({ msgpack: Buffer.from(encode(value, { extensionCodec })) });

const wireBlock = ({ attributes, blocks }) => ({
  attributes: attributes.map(({ name, type, required, optional }) => ({
    name,
    type: Buffer.from(JSON.stringify(type)),
    required: required === true,
    optional: optional === true,
    computed: required !== true,
  })),
  block_types: blocks.map(({ name, nesting, block }) => ({
    type_name: name,
    nesting: nesting === 'set' ? 3 : 2,
    block: wireBlock(block),
  })),
});
const wireSchemas = (types) =>
  Object.fromEntries(
    Object.entries(types).map(([name, block]) => [name, { version: 0, block: wireBlock(block) }]),
  );

const provider = {
  attributes: [{ name: 'region', type: 'string', optional: true }],
  blocks: [
    {
      name: 'default_tags',
      nesting: 'list',
      block: {
        attributes: [{ name: 'tags', type: ['map', 'string'], optional: true }],
        blocks: [],
      },
    },
  ],
};

/** What the data sources answer, in an account of AWS's own examples. */
const answers = {
  aws_caller_identity: { account_id: '111122223333' },
  aws_partition: { partition: 'aws' },
  aws_region: { region: 'eu-west-3' },
  aws_iam_policy_document: { json: '{}' },
};

const planned = [];
const said = (diagnostics = []) => ({ diagnostics });
const server = new grpc.Server();
server.addService(protocol.Provider.service, {
  GetSchema: (_, reply) =>
    reply(null, {
      provider: { version: 0, block: wireBlock(provider) },
      resource_schemas: wireSchemas(schema.resources),
      data_source_schemas: wireSchemas(schema.data),
    }),
  PrepareProviderConfig: ({ request }, reply) => reply(null, { prepared_config: request.config }),
  ValidateResourceTypeConfig: (_, reply) => reply(null, said()),
  ValidateDataSourceConfig: (_, reply) => reply(null, said()),
  Configure: (_, reply) => reply(null, said()),
  PlanResourceChange: ({ request: { type_name: type, proposed_new_state: proposed } }, reply) => {
    const value = valueOf(proposed);
    for (const { name, computed } of schema.resources[type].attributes)
      if ((computed === true || name === 'arn' || name === 'id') && (value[name] ?? null) === null)
        value[name] = new Unknown();
    planned.push({ type, value });
    reply(null, { planned_state: written(value), legacy_type_system: true });
  },
  ReadDataSource: ({ request: { type_name: type, config } }, reply) =>
    reply(null, { state: written({ ...valueOf(config), ...answers[type] }) }),
  Stop: (_, reply) => reply(null, { error: '' }),
});

const folder = process.argv[2];
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), async (error, port) => {
  if (error) throw error;
  const results = {};
  for (const command of ['init', 'validate', 'plan']) {
    results[command] = await terraform(command, port);
    if (results[command].status !== 0) break;
  }
  const plain = (_, value) => (value instanceof Unknown ? '(known after apply)' : value);
  // A pipe takes the text in pieces: leaving before the last one would cut it off.
  process.stdout.write(JSON.stringify({ results, planned }, plain), () => process.exit(0));
});

function terraform(command, port) {
  const address = { Network: 'tcp', String: `127.0.0.1:${port}` };
  const reattach = { Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true };
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: '/dev/null',
    TF_REATTACH_PROVIDERS: JSON.stringify({
      'registry.terraform.io/hashicorp/aws': { ...reattach, Addr: address },
    }),
  };
  const options = { init: ['-backend=false'], validate: [], plan: ['-input=false'] }[command];
  return new Promise((resolve) => {
    const child = spawn('terraform', [command, '-no-color', ...options], { cwd: folder, env });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('close', (status) => resolve({ status, output }));
  });
}
