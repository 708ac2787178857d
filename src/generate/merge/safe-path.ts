/**
 * Whether a path of an output file stays below the folder that it is joined to: relative, no `..`,
 * no empty or dotted component, nothing that another system reads as a separator.
 */
export function isSafePath(path: string): boolean {
  return (
    !/[\\\u0000-\u001f\u007f]/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
