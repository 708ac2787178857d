import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import type { Result } from '../../src/model/result.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { hostileText, resultWith } from './hostile.ts';
import { sampleFleet } from './sample-fleet.ts';
import { templates } from './templates.ts';

const draw = (of: Result, language: 'en' | 'fr' = 'en'): unknown =>
  JSON.parse(renderReport(of, { format: 'sarif', language, templates }));

const object = (properties: object, required = Object.keys(properties)): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const list = (items: object): object => ({ type: 'array', items });
const text = { type: 'string', minLength: 1 };
const place = { type: 'integer', minimum: 1 };
/** A relative reference: no scheme, no characters that a URI may not hold (RFC 3986). */
const uri = { type: 'string', pattern: "^(?:[A-Za-z0-9\\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+$" };

/**
 * The part of the SARIF 2.1.0 schema that we write, closed: a key that SARIF does not know, or knows
 * elsewhere, does not pass. https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
 */
const region = object({ startLine: place, startColumn: place, endLine: place }, ['startLine']);
const location = object({
  physicalLocation: object({ artifactLocation: object({ uri }), region }, ['artifactLocation']),
});
const finding = object(
  {
    ruleId: text,
    ruleIndex: { type: 'integer', minimum: 0 },
    level: { enum: ['none', 'note', 'warning', 'error'] },
    message: object({ text }),
    locations: list(location),
    partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
  },
  ['ruleId', 'ruleIndex', 'level', 'message'],
);
const driver = object({
  name: text,
  version: text,
  rules: { ...list(object({ id: text })), uniqueItems: true },
});
const run = object({
  tool: object({ driver }),
  language: { type: 'string', pattern: '^[a-zA-Z]{2}(-[a-zA-Z]{2})?$' },
  columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
  artifacts: list(object({ location: object({ uri }) })),
  results: list(finding),
});
const isSarif = new Ajv({ allErrors: true }).compile(
  object({ $schema: text, version: { const: '2.1.0' }, runs: list(run) }),
);

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly message: { readonly text: string };
    }[];
  }[];
}

test.each(['en', 'fr'] as const)('it keeps to the structure of SARIF 2.1.0 in %s', (language) => {
  isSarif(draw(sampleFleet, language));
  expect(isSarif.errors ?? []).toEqual([]);
});

test('it holds the findings, what is left for a person, and the diagnostics', () => {
  const [{ results, tool }] = (draw(sampleFleet) as Log).runs as [Log['runs'][number]];
  const { apps, diagnostics } = sampleFleet.scan;
  const manual = apps.flatMap((app) => app.steps).filter((step) => step.disposition === 'manual');
  const findings = apps.flatMap((app) => app.findings);
  expect(results).toHaveLength(manual.length + findings.length + diagnostics.length);
  for (const one of results) expect(tool.driver.rules[one.ruleIndex]?.id).toBe(one.ruleId);
  expect(results.map(({ message }) => message.text)).toContain(findings[0]?.message.text);
});

test('whatever scripts hold, it stays SARIF', () => {
  fc.assert(
    fc.property(hostileText, (hostile) => {
      isSarif(draw(resultWith(hostile)));
      expect(isSarif.errors ?? []).toEqual([]);
    }),
  );
});
