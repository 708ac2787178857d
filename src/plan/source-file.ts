/** A path that names a file below the folder of the source, in words that need no shell. */
export function isFileOfSource(path: string): boolean {
  return /^[\w.-][\w./-]*$/.test(path) && !path.split('/').includes('..');
}
