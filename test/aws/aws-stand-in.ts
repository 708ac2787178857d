/** AWS on this machine: answers the SDK as the JSON 1.1 protocol wants it, and remembers what was asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Json = Readonly<Record<string, unknown>>;

/** An answer: a body, or an error in AWS's own form. */
export type Answer =
  | { readonly body: Json }
  | { readonly error: string; readonly message?: string; readonly status?: number };

/** Answers by operation. An operation that has none is a failure of the test. */
export type Answers = Readonly<Record<string, (input: Json, times: number) => Answer>>;

export interface Asked {
  readonly operation: string;
  readonly input: Json;
  readonly authorization: string;
}

export interface StandIn {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  /** How often an operation was asked for. */
  readonly times: (operation: string) => number;
  readonly close: () => Promise<void>;
}

export async function startStandIn(answers: Answers): Promise<StandIn> {
  const asked: Asked[] = [];
  const times = (operation: string) => asked.filter((one) => one.operation === operation).length;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      const input = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Json;
      asked.push({ operation, input, authorization: request.headers.authorization ?? '' });
      const answer = answers[operation]?.(input, times(operation)) ?? {
        error: 'TestHasNoAnswer',
        message: operation,
      };
      const isError = 'error' in answer;
      const body = isError
        ? { __type: `com.amazonaws#${answer.error}`, message: answer.message ?? 'as AWS says it' }
        : answer.body;
      response.writeHead(isError ? (answer.status ?? 400) : 200, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': '00000000-0000-0000-0000-000000000000',
      });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    times,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** Keys that open nothing. */
export const environmentFor = (endpoint: string) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: 'eu-west-3',
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00',
  AWS_SECRET_ACCESS_KEY: 'not-a-key',
});

export const settingsFor = (endpoint: string) => ({
  region: 'eu-west-3',
  endpoint,
  credentials: { accessKeyId: 'AKIAEXAMPLEEXAMPLE00', secretAccessKey: 'not-a-key' },
});
