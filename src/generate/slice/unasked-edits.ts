import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

interface Asking {
  readonly command: RegExp;
  /** The words behind the command, options aside, that make it ask. */
  readonly sub: RegExp;
  /** An option that settles the question by itself. */
  readonly settled: RegExp;
  readonly answer: string;
}

/** What asks a person who is no longer there, with the option that says yes; by their manual pages. */
const asking: readonly Asking[] = [
  {
    command: /^(apt|apt-get|aptitude)$/,
    sub: /^(install|upgrade|dist-upgrade|full-upgrade|remove|purge|autoremove)\b/,
    settled: /^(-[a-zA-Z]*y[a-zA-Z]*|-q?qq|--yes|--assume-yes|-s|--simulate|--dry-run)$/,
    answer: '-y',
  },
  {
    command: /^(yum|dnf)$/,
    sub: /^(install|update|upgrade|remove)\b/,
    settled: /^(-[a-z]*y[a-z]*|--assumeyes|--assumeno)$/,
    answer: '-y',
  },
  // Laravel asks before it touches what it takes for production. Source:
  // https://laravel.com/docs/migrations#forcing-migrations-to-run-in-production
  {
    command: /^(php\d*(\.\d+)?|artisan)$/,
    sub: /^(artisan )?(migrate|db:seed)(?!:(status|install))/,
    settled: /^--(force|pretend)$/,
    answer: '--force',
  },
  {
    command: /^(php\d*(\.\d+)?|console)$/,
    sub: /^((bin|app)\/console )?doctrine:migrations:migrate\b/,
    settled: /^(-n|--no-interaction|--dry-run)$/,
    answer: '--no-interaction',
  },
  {
    command: /^drush$/,
    sub: /^(updb|updatedb|cim|config-import|config:import|sql-drop|deploy|en|pm:enable)\b/,
    settled: /^(-y|--yes)$/,
    answer: '-y',
  },
  {
    command: /^(docker|podman)$/,
    sub: /^(system|image|container|volume|network|builder|buildx) prune\b/,
    settled: /^(-[a-z]*f[a-z]*|--force)$/,
    answer: '-f',
  },
  {
    command: /^(terraform|tofu)$/,
    sub: /^(apply|destroy)$/,
    settled: /^-?-auto-approve(=.*)?$/,
    answer: '-auto-approve',
  },
  { command: /^pulumi$/, sub: /^(up|destroy)\b/, settled: /^(-y|--yes)$/, answer: '--yes' },
  {
    command: /^cdk$/,
    sub: /^deploy\b/,
    settled: /^--require-approval(=.*)?$/,
    answer: '--require-approval never',
  },
  {
    command: /^certbot(-auto)?$/,
    sub: /^(certonly|renew|run)?\b/,
    settled: /^(-n|--non-interactive|--noninteractive|-q|--quiet)$/,
    answer: '--non-interactive',
  },
  {
    command: /^(vercel|vc)$/,
    sub: /^(deploy\b|$)/,
    settled: /^(-y|--yes|--confirm)$/,
    answer: '--yes',
  },
];

/**
 * The option that answers yes, where a command asked the person at the keyboard: a hook or a build has
 * none, and the command would give up or do nothing. What a pipe answers (`yes |`) is left alone.
 */
export function unaskedEdits(node: SyntaxNode): readonly Edit[] {
  const edits: Edit[] = [];
  const answered = new Set<SyntaxNode>();
  walk(node, (inner) => {
    if (inner.type === 'Pipeline') for (const one of inner.commands.slice(1)) answered.add(one);
    if (inner.type === 'Command' && !answered.has(inner)) edits.push(...answersOf(inner));
    return undefined;
  });
  return edits;
}

function answersOf({ name, args, redirects }: Command): readonly Edit[] {
  if (name === undefined || redirects.some(({ operator }) => operator.startsWith('<'))) return [];
  const words = [name, ...args];
  const texts = words.map(({ text }) => text);
  // `sudo -u www apt-get install`, `docker exec app php artisan migrate`: what runs stands behind.
  const starts = runners.test(texts[0] ?? '') ? texts.keys() : [0];
  for (const start of starts) {
    const answer = answerOf(texts.slice(start));
    const end = words.at(-1)?.end ?? name.end;
    if (answer !== null) return [{ start: end, end, text: ` ${answer}` }];
  }
  return [];
}

const runners = /^(sudo|doas|env|nice|nohup|time|runuser|docker|docker-compose|podman|npx)$/;

function answerOf([first = '', ...rest]: readonly string[]): string | null {
  const command = first.split('/').at(-1) ?? '';
  const words = rest.filter((text) => !text.startsWith('-')).join(' ');
  const found = asking.find((one) => one.command.test(command) && one.sub.test(words));
  return found === undefined || rest.some((text) => found.settled.test(text)) ? null : found.answer;
}
