'use strict';
// Makes the report easier to walk through. Everything in it can be read without this script.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const plain = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

const form = document.querySelector('.filter');
const applications = all('section.application[data-app]').map((section) => ({
  name: section.dataset.app,
  section,
  title: plain(section.querySelector('h2').textContent),
  rows: all('table.steps tbody tr', section).map((row) => ({
    row,
    text: plain(row.textContent),
    outcome: row.dataset.outcome,
  })),
  lines: all('.line', section).map((line) => ({ line, text: plain(line.textContent) })),
  fold: section.querySelector('details.all-steps'),
}));

function applyFilter() {
  const query = plain(form.elements.query.value.trim());
  const outcome = form.elements.outcome.value;
  const active = query !== '' || outcome !== '';
  let shown = 0;
  for (const { name, section, title, rows, lines, fold } of applications) {
    const named = query === '' || title.includes(query);
    const fits = ({ text, outcome: own }) =>
      (named || text.includes(query)) && (outcome === '' || own === outcome);
    const some = rows.some(fits) || (named && outcome === '');
    const visible = !active || some;
    for (const one of rows) one.row.hidden = active && !fits(one);
    for (const { line, text } of lines) {
      const found =
        (named || text.includes(query)) && (outcome === '' || line.classList.contains(outcome));
      line.classList.toggle('dim', active && !found);
    }
    for (const place of all(`[data-app="${name}"]`)) place.hidden = !visible;
    if (fold && active && visible) fold.open = true;
    section.hidden = !visible;
    shown += visible ? 1 : 0;
  }
  document.querySelector('.nothing').hidden = shown > 0 || applications.length === 0;
}

if (form && applications.length > 0) {
  form.hidden = false;
  form.addEventListener('input', applyFilter);
  form.addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target.closest('input, select, textarea')) return;
    event.preventDefault();
    form.elements.query.focus();
  });
}

// From a script line to its output line and back: both panes stay where the reader has them.
document.addEventListener('click', (event) => {
  const link = event.target.closest('.beside .to a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const line = document.getElementById(link.getAttribute('href').slice(1));
  if (!line) return;
  event.preventDefault();
  const details = line.closest('details');
  if (details) details.open = true;
  for (const other of all('.line.found')) other.classList.remove('found');
  line.classList.add('found');
  link.closest('.line').classList.add('found');
  const pane = line.closest('.code');
  const offset = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += offset - pane.clientHeight / 2;
  line.scrollIntoView({ block: 'nearest' });
  const back = line.querySelector('a');
  if (back) back.focus({ preventScroll: true });
});

// What is folded on the screen is wanted on paper.
let folded = [];
addEventListener('beforeprint', () => {
  folded = all('details:not([open])');
  for (const details of folded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
});
