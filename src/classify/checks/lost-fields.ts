import { lostFieldOf } from '../../trace/lost-field.ts';
import type { Check } from './check.ts';

/** The quotes of a sent text end where those of an awk program in it begin. */
export const lostFields: Check = {
  id: 'script/field-expanded-here',
  level: 'error',
  find: ({ trace, subjects }) => {
    const found = new Map(
      subjects.flatMap(({ step }) => {
        const field = step.reached ? lostFieldOf(step, trace.sources) : null;
        return field === null
          ? []
          : [[`${field.span.file}:${field.span.start}`, { step, field }] as const];
      }),
    );
    return [...found.values()].map(({ step, field }) => ({
      span: field.span,
      step: step.id,
      params: { field: field.text },
    }));
  },
};
