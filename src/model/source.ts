/**
 * Where characters stand. Half-open UTF-16 offsets into a file's normalised text (no byte-order
 * mark, LF line ends); line and column are worked out only when printing.
 */
export interface Span {
  /** Path relative to the folder that the user gave. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A 1-based place for people. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Names one text that was parsed as bash: a file, or a text that a command carries. */
export type SourceId = string;

/** A place that characters came through: where they were written, or an expansion of a variable. */
export interface Origin extends Span {
  /** The variable that is expanded there; absent where the characters were written. */
  readonly variable?: string;
}

/**
 * A run of characters of a carried text and where they came from. `sites` goes from the outside in:
 * first the place in the text as it was written (for an expansion, the `$NAME`), then the place
 * where the expanded value itself was written, and so on.
 */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly sites: readonly Origin[];
  /** The variable whose expansion put these characters here; null when they were written here. */
  readonly variable: string | null;
}

/**
 * A text that is read as bash. A file's text has no segments: its offsets are its own. A carried
 * text (sent through ssh, given to `bash -c`, an expanded `eval`) has segments that cover it.
 */
export interface SourceText {
  readonly id: SourceId;
  readonly file: string;
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** An AST node of one source: the identity that slicing and joining work on. */
export interface Site {
  readonly source: SourceId;
  readonly start: number;
  readonly end: number;
}
