import type { Command } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

/** tee shows as well what it writes. */
export const toNowhere = ' > /dev/null';

/**
 * `cat > app.conf <<EOF` of another user in a hook that runs as root: the shell would open the file as root,
 * so that user's `tee` does. Null for anything else.
 */
export function writtenBy(
  { name, args, redirects }: Command,
  user: string,
): readonly Edit[] | null {
  if (name?.value !== 'cat' || args.length > 0) return null;
  const [file, ...others] = redirects.filter((one) => one.type === 'Redirect');
  const isText = redirects.some(({ type }) => type === 'HereDoc' || type === 'HereString');
  if (file?.target === undefined || others.length > 0 || !isText) return null;
  if (!/^>>?$/.test(file.operator) || file.descriptor !== undefined) return null;
  const append = file.operator === '>>' ? ' -a' : '';
  return [
    { start: name.pos, end: name.end, text: `as_user ${user} tee${append}` },
    { start: file.pos, end: file.target.pos, text: '' },
    { start: file.end, end: file.end, text: toNowhere },
  ];
}
