/** Findings about conditions. */
import type { SyntaxNode, Word } from '../../syntax/nodes.ts';
import type { Lint } from './lint.ts';
import { isLiteral, nameOf, onlyExpansion, wordsOf } from './lint.ts';

/** The words between `[` and `]`, or after `test`; null for anything else. */
function testWords(node: SyntaxNode): readonly Word[] | null {
  if (node.type !== 'Command' || !/^(\[|test)$/.test(nameOf(node))) return null;
  return wordsOf(node).filter(({ text }) => text !== ']');
}

/** The two sides of a comparison, in either kind of brackets. */
function sides(node: SyntaxNode): readonly [Word, string, Word] | null {
  if (node.type === 'TestBinary') return [node.left, node.operator, node.right];
  const words = testWords(node);
  const [left, operator, right, ...rest] = words ?? [];
  return left === undefined || operator === undefined || right === undefined || rest.length > 0
    ? null
    : [left, operator.text, right];
}

const comparing = /^(=|==|!=|-eq|-ne|-lt|-le|-gt|-ge)$/;

function isStatus(word: Word): boolean {
  return /^"?\$(\?|\{\?\})"?$/.test(word.text);
}

function asksStatus(node: SyntaxNode): boolean {
  if (node.type === 'ArithmeticCommand') return /\$(\?|\{\?\})/.test(node.body);
  const found = sides(node);
  if (found === null) return false;
  const [left, operator, right] = found;
  return (
    comparing.test(operator) &&
    ((isStatus(left) && right.value === '0') || (isStatus(right) && left.value === '0'))
  );
}

function negatesEmpty(node: SyntaxNode): boolean {
  if (node.type === 'TestNot')
    return node.operand.type === 'TestUnary' && /^-[nz]$/.test(node.operand.operator);
  const [not, operator] = testWords(node) ?? [];
  return not?.text === '!' && /^-[nz]$/.test(operator?.text ?? '');
}

export const testLints: readonly Lint[] = [
  {
    code: 'SC2050',
    why: 'a condition that never changes',
    holds: (node) => {
      const found = sides(node);
      return (
        found !== null && comparing.test(found[1]) && isLiteral(found[0]) && isLiteral(found[2])
      );
    },
  },
  {
    code: 'SC2053',
    why: 'a pattern in a variable',
    holds: (node) =>
      node.type === 'TestBinary' &&
      /^(=|==|!=)$/.test(node.operator) &&
      !node.right.text.startsWith('"') &&
      onlyExpansion(node.right) !== null,
  },
  {
    code: 'SC2070',
    why: '-n without quotes',
    holds: (node) => {
      const [operator, value, ...rest] = testWords(node) ?? [];
      return operator?.text === '-n' && rest.length === 0 && /^\$/.test(value?.text ?? '');
    },
  },
  {
    code: 'SC2071',
    why: '> between texts',
    holds: (node) =>
      (node.type === 'TestBinary' &&
        /^[<>]$/.test(node.operator) &&
        [node.left, node.right].some(({ value }) => /^\d+$/.test(value))) ||
      (node.type === 'Command' &&
        nameOf(node) === '[' &&
        node.redirects.some(
          (one) => one.type === 'Redirect' && /^\d+$/.test(one.target?.value ?? ''),
        )),
  },
  {
    code: 'SC2078',
    why: 'a condition that never changes',
    holds: (node) => {
      const [only, ...rest] = testWords(node) ?? [];
      return only !== undefined && rest.length === 0 && isLiteral(only) && only.value !== '';
    },
  },
  {
    code: 'SC2143',
    why: 'grep in a test',
    holds: (node) => {
      const [operator, value] = testWords(node) ?? [];
      return (
        /^-[nz]$/.test(operator?.text ?? '') &&
        /^"?\$\([^)]*\bgrep\b(?![^)]*\|)/.test(value?.text ?? '')
      );
    },
  },
  {
    code: 'SC2157',
    why: 'a condition that never changes',
    holds: (node) => {
      const [operator, value, ...rest] = testWords(node) ?? [];
      return (
        /^-[nz]$/.test(operator?.text ?? '') &&
        value !== undefined &&
        rest.length === 0 &&
        isLiteral(value)
      );
    },
  },
  {
    code: 'SC2166',
    why: '-a and -o in a test',
    holds: (node) => (testWords(node) ?? []).slice(1).some(({ text }) => /^-[ao]$/.test(text)),
  },
  { code: 'SC2181', why: '$? in a test', holds: asksStatus },
  { code: 'SC2236', why: '! in a test', holds: negatesEmpty },
  {
    code: 'SC2237',
    why: '! in front of a test',
    holds: (node) => {
      if (node.type !== 'Pipeline' || node.prefixes.every(({ type }) => type !== 'Negation'))
        return false;
      const [only] = node.commands;
      const [operator] = only === undefined ? [] : (testWords(only) ?? []);
      return /^-[nz]$/.test(operator?.text ?? '');
    },
  },
  {
    code: 'SC2194',
    why: 'a word that never changes',
    holds: (node) => node.type === 'Case' && isLiteral(node.word),
  },
];
