/** Tests of a project of Maven or Gradle that the script builds without them. */
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import type { ProjectChecks } from './project-checks.ts';
import { noChecks } from './project-checks.ts';
import { readProject } from './project-file.ts';

/** The build's own tool runs them: the script's wrapper where it calls one. */
export function jvmChecks(plan: Plan, context: GenerateContext): ProjectChecks {
  const builds = plan.steps.flatMap(({ classified: { step }, destination, disposition }) =>
    disposition === 'converted' &&
    destination?.startsWith('buildspec/') === true &&
    step.place.kind !== 'container' &&
    /^(mvn|mvnw|gradle|gradlew)$/.test(step.name ?? '')
      ? [step]
      : [],
  );
  const [first] = builds;
  if (first === undefined || !builds.every(({ text }) => leavesOut.test(text))) return noChecks;
  const isMaven = /^mvn/.test(first.name ?? '');
  const read = (file: string): string => readProject(file, plan, context) ?? '';
  const isTested = isMaven
    ? /<scope>\s*test\s*<\/scope>/.test(read('pom.xml'))
    : /\b(testImplementation|testCompile|useJUnitPlatform|useTestNG)\b/.test(
        read('build.gradle') + read('build.gradle.kts'),
      );
  const [, program = ''] = /(\.\/mvnw|\.\/gradlew|\bmvnw?|\bgradlew?)\b/.exec(first.text) ?? [];
  if (!isTested || program === '') return noChecks;
  return { lint: null, test: isMaven ? `${program} -B test` : `${program} test` };
}

const leavesOut =
  /-DskipTests(?!=false)|-Dmaven\.test\.skip(?!=false)|(-x|--exclude-task)[ =]test\b/;
