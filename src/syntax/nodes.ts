/** The tree of bash as the other rooms see it; the parser's own types, re-exported once. */
import { forEachChild } from 'unbash';
import type { SyntaxNode } from 'unbash';

export { forEachChild };
export type {
  AndOr,
  ArithmeticExpression,
  ArrayValue,
  Assignment,
  BraceExpansionPart,
  Case,
  CaseItem,
  Command,
  CommandExpansionPart,
  CommandNode,
  CompoundList,
  For,
  Function as FunctionDefinition,
  HereDoc,
  HereDocBody,
  HereString,
  If,
  ParameterExpansionPart,
  ParameterOperation,
  ParsedScript,
  Pipeline,
  PipelineNode,
  ProcessSubstitutionPart,
  Redirect,
  Redirected,
  Redirection,
  Select,
  SimpleExpansionPart,
  Statement,
  SyntaxNode,
  TestExpression,
  While,
  Word,
  WordPart,
  ArithmeticFor,
} from 'unbash';

/** Calls `visit` on a node and all nodes below it, parents first; a visit that says false goes no deeper. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => boolean | undefined): void {
  const pending: SyntaxNode[] = [node];
  while (pending.length > 0) {
    const next = pending.pop() as SyntaxNode;
    if (visit(next) === false) continue;
    const children: SyntaxNode[] = [];
    forEachChild(next, (child) => {
      children.push(child);
    });
    for (let index = children.length - 1; index >= 0; index--) {
      pending.push(children[index] as SyntaxNode);
    }
  }
}
