import { expect, test } from '@jest/globals';
import { textOf } from '../../src/shell/value.ts';
import { recipeOf } from '../../src/trace/makefile.ts';

const makefile = `# comment
REGISTRY := registry.example.com
IMAGE = $(REGISTRY)/api # the image
TAG ?= latest

.PHONY: all image push
all: push
image: check
\t@docker build -t $(IMAGE):$(TAG) .
push: image
\tdocker push \${IMAGE}:$(TAG)
check:
\t-npm test
\tfor f in a b; do \\
\t  echo $$f; \\
\tdone
out.js: src.js lib.js
\tcp $< $@
sub:
\t$(MAKE) -C web build
where:
\tcd $(shell git rev-parse --show-toplevel) && echo $(HOST)
loop: loop
\ttrue
`;

const rows: readonly (readonly [string, Readonly<Record<string, string>>, string | null])[] = [
  ['check', {}, 'npm test\nfor f in a b; do \\\n\t  echo $f; \\\n\tdone\n'],
  ['out.js', {}, 'cp src.js out.js\n'],
  ['sub', {}, 'make -C web build\n'],
  ['where', {}, 'cd $(git rev-parse --show-toplevel) && echo ${HOST}\n'],
  ['loop', {}, 'true\n'],
  ['nothing', {}, null],
];

test.each(rows)('the recipe of %s', (target, given, text) => {
  const value = recipeOf(makefile, 'Makefile', target, new Map(Object.entries(given)));
  expect(value === null ? null : textOf(value)).toBe(text);
});

test('prerequisites come first, the first target is the default, a given variable wins', () => {
  const value = recipeOf(makefile, 'Makefile', '', new Map([['TAG', '1.2']]));
  const text = value === null ? '' : (textOf(value) ?? '');
  expect(text.split('\n').filter((line) => line.startsWith('docker'))).toEqual([
    'docker build -t registry.example.com/api:1.2 .',
    'docker push registry.example.com/api:1.2',
  ]);
});
