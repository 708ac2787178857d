import * as context from './context.ts';
import * as logic from './logic.ts';
import * as streams from './streams.ts';
import { task } from './task.ts';
import * as words from './words.ts';
import type { Predicate } from './predicate.ts';

/** Every key that a condition may have; the list is closed and published in the JSON Schema. */
export const predicates: readonly Predicate[] = [
  words.command,
  words.path,
  words.sub,
  words.arg,
  words.args,
  words.flag,
  words.word,
  words.variable,
  words.substitution,
  words.effect,
  task,
  context.form,
  context.assigns,
  context.via,
  context.place,
  context.on,
  context.user,
  context.cwd,
  context.loop,
  context.guard,
  context.status,
  context.failure,
  context.output,
  context.background,
  context.action,
  context.calledFrom,
  context.file,
  streams.pipeBefore,
  streams.pipeAfter,
  streams.redirect,
  streams.stdin,
  streams.stream,
  logic.any,
  logic.all,
  logic.not,
  logic.certain,
  logic.previous,
  logic.next,
  logic.earlier,
  logic.later,
  logic.captured,
  logic.unresolved,
];
