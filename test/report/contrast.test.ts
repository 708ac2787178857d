import { expect, test } from '@jest/globals';
import { templates } from './templates.ts';

const css = templates('report/report.css');
const light = css.slice(0, css.indexOf('@media'));
const dark = css.slice(css.indexOf('@media'), css.indexOf('*, *::before'));

function coloursOf(block: string): ReadonlyMap<string, string> {
  const found = block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g);
  return new Map([...found].map(([, name = '', colour = '']) => [name, colour]));
}

/** Relative luminance, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const washes = ['converted', 'replaced', 'dropped', 'manual'];
const pairs = [
  ...['ink', 'soft', 'accent', 'manual', 'converted'].flatMap((ink) => [
    [ink, 'page'],
    [ink, 'sheet'],
  ]),
  ...washes.flatMap((wash) => [
    ['ink', `${wash}-wash`],
    ['soft', `${wash}-wash`],
    ['accent', `${wash}-wash`],
  ]),
  ...['converted', 'replaced', 'manual', 'error'].map((badge) => [badge, `${badge}-wash`]),
];

test.each([
  { theme: 'light', colours: coloursOf(light) },
  { theme: 'dark', colours: coloursOf(dark) },
])('every text of the $theme theme has the contrast of WCAG AA', ({ colours }) => {
  const low = pairs.filter(([ink = '', ground = '']) => {
    const ratio = contrast(colours.get(ink)!, colours.get(ground)!);
    return !(ratio >= 4.5);
  });
  expect(low).toEqual([]);
});
