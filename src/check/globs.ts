/**
 * Patterns of CodeBuild's artifacts: `*` within a folder, `**` over folders, relative to the base
 * directory. Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.artifacts.files
 */
export function matchesGlob(pattern: string, path: string): boolean {
  return matchSegments(segmentsOf(pattern), segmentsOf(path));
}

/** Whether a pattern takes a file, or anything in the folder, that a path names. */
export function takesFrom(pattern: string, path: string): boolean {
  return meets(segmentsOf(pattern), segmentsOf(path));
}

/** Whether a pattern takes a file, or everything in the folder, that a path names. */
export function takesAll(pattern: string, path: string): boolean {
  return matchesGlob(pattern, path) || matchesGlob(pattern, `${path}/a/b`);
}

function segmentsOf(path: string): readonly string[] {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  // Two `**` in a row mean one, and would take time without end to match.
  return segments.filter((segment, at) => segment !== '**' || segments[at - 1] !== '**');
}

function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === '**') {
    if (rest.length === 0) return path.length > 0;
    return path.some((_, at) => matchSegments(rest, path.slice(at)));
  }
  const [head, ...tail] = path;
  return head !== undefined && matchSegment(first, head) && matchSegments(rest, tail);
}

function meets(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  // The path is a folder, and what is left of the pattern names something in it.
  if (path.length === 0) return true;
  if (first === undefined) return false;
  if (first === '**') return true;
  const [head = '', ...tail] = path;
  return matchSegment(first, head) && meets(rest, tail);
}

function matchSegment(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${source}$`).test(name);
}
