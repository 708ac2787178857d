import type { Certainty } from '../../model/classified.ts';
import { taskNamesOf } from '../../trace/task-names.ts';
import { anyOf } from '../certainty.ts';
import { compilePattern, matchValue } from '../pattern.ts';
import { patternSchema } from './predicate.ts';
import type { Predicate } from './predicate.ts';

/** The task that a task runner is asked for: `build` of `npm run build`, `yarn build`, `make build`. */
export const task: Predicate = {
  key: 'task',
  schema: {
    ...patternSchema,
    description: 'A pattern that the task of a task runner matches; the default task is empty',
  },
  compile(data) {
    const pattern = compilePattern(String(data));
    return ({ names, command }): Certainty => {
      const tasks = taskNamesOf(names, command);
      return tasks === null ? 'no' : anyOf(tasks.map((name) => matchValue(name, pattern)));
    };
  },
};
