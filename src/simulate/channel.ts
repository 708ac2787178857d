/** What a file descriptor leads to. */
import type { FileNode } from './file-tree.ts';
import { BrokenPipe, Refused } from './signals.ts';

export interface Channel {
  /** Its writer was stopped: there is more than can be read. */
  readonly isCut?: boolean;
  /** Up to and without the delimiter; null when nothing is left. `ended` when the delimiter was missing. */
  readUntil(delimiter: string): { text: string; ended: boolean } | null;
  readAll(): string;
  readCount(count: number): string;
  write(text: string): void;
}

/** More output than this is a run without an end. */
export const maxOutput = 1_048_576;
/** A pipe holds so much before its writer is taken to wait for a reader that is done. */
export const maxPipe = 65_536;

/** A text that is read from its beginning. */
export class TextChannel implements Channel {
  private text: string;
  private at = 0;
  readonly isCut: boolean;

  constructor(text: string, isCut = false) {
    this.text = text;
    this.isCut = isCut;
  }

  readUntil(delimiter: string): { text: string; ended: boolean } | null {
    if (this.at >= this.text.length) return this.end(null);
    const end = this.text.indexOf(delimiter, this.at);
    const text = this.text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.text.length : end + delimiter.length;
    return { text, ended: end < 0 };
  }

  readAll(): string {
    const text = this.text.slice(this.at);
    this.at = this.text.length;
    return this.end(text);
  }

  readCount(count: number): string {
    const text = this.text.slice(this.at, this.at + count);
    this.at += text.length;
    return text;
  }

  write(): void {
    throw new BrokenPipe();
  }

  /** A reader that wants the end of a stream without one would wait forever. */
  private end<Result>(result: Result): Result {
    if (this.isCut) throw new Refused('limit', 'output');
    return result;
  }
}

/** Collects what is written. */
export class BufferChannel implements Channel {
  text = '';
  isFull = false;
  private readonly limit: number;
  private readonly isPipe: boolean;

  constructor(isPipe = false) {
    this.isPipe = isPipe;
    this.limit = isPipe ? maxPipe : maxOutput;
  }

  readUntil(): null {
    return null;
  }

  readAll(): string {
    return '';
  }

  readCount(): string {
    return '';
  }

  write(text: string): void {
    this.text += text;
    if (this.text.length <= this.limit) return;
    if (!this.isPipe) throw new Refused('limit', 'output');
    this.isFull = true;
    throw new BrokenPipe();
  }
}

/** An open file. */
export class FileChannel implements Channel {
  private readonly node: Extract<FileNode, { kind: 'file' }>;
  private readonly appends: boolean;
  private at = 0;

  constructor(node: Extract<FileNode, { kind: 'file' }>, appends: boolean) {
    this.node = node;
    this.appends = appends;
  }

  readUntil(delimiter: string): { text: string; ended: boolean } | null {
    const { text } = this.node;
    if (this.at >= text.length) return null;
    const end = text.indexOf(delimiter, this.at);
    const line = text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? text.length : end + delimiter.length;
    return { text: line, ended: end < 0 };
  }

  readAll(): string {
    const text = this.node.text.slice(this.at);
    this.at = this.node.text.length;
    return text;
  }

  readCount(count: number): string {
    const text = this.node.text.slice(this.at, this.at + count);
    this.at += text.length;
    return text;
  }

  write(text: string): void {
    const { node } = this;
    if (this.appends) this.at = node.text.length;
    node.text = node.text.slice(0, this.at) + text + node.text.slice(this.at + text.length);
    this.at += text.length;
    if (node.text.length > maxOutput) throw new Refused('limit', 'file');
  }
}

/** `/dev/null`, a closed descriptor. */
export const nowhere: Channel = {
  readUntil: () => null,
  readAll: () => '',
  readCount: () => '',
  write: () => undefined,
};
