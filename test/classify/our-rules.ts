import { loadRules } from '../../src/classify/load-rules.ts';
import type { RuleFile, RuleSet } from '../../src/classify/rule.ts';
import { rulesBelow } from '../../src/cli/package-files.ts';
import { fileReader } from '../../src/host/file-system.ts';

/** The rules of the package as they are written. */
export const ourRuleFiles: readonly RuleFile[] = rulesBelow(fileReader, 'rules', 'rules');

/** The rules of the package, loaded once per test file. */
export const ourRules: RuleSet = loadRules(ourRuleFiles);
