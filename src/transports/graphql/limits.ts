import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { DomainError } from '#core/errors.ts';

/** How much one operation may hold; every limit has an error with a code of its own. */
export const limits = {
  /** Bytes of a request body. */
  bodyBytes: 1 << 20,
  /** Lexical tokens of a document. */
  tokens: 10_000,
  /** Levels of nested selections, fragments followed. */
  depth: 16,
  /** Aliased fields of a document. */
  aliases: 100,
  /** Directives used in a document. */
  directives: 50,
  /** Rows a query may touch at most, page sizes multiplied. */
  cost: 100_000,
};

/** Refuses documents with too many aliases or directives. */
export function breadthRule(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  let directives = 0;
  return {
    Field(field) {
      aliases += field.alias ? 1 : 0;
      if (aliases === limits.aliases + 1) context.reportError(new DomainError('TOO_MANY_ALIASES'));
    },
    Directive() {
      directives += 1;
      if (directives === limits.directives + 1)
        context.reportError(new DomainError('TOO_MANY_DIRECTIVES'));
    },
  };
}

/** Refuses documents nested too deeply. A fragment that contains itself is the specification's own error. */
export function depthRule(context: ValidationContext): ASTVisitor {
  const depths = new Map<FragmentDefinitionNode, number>();

  function depthOf(set: SelectionSetNode, within: ReadonlySet<string>): number {
    let deepest = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) deepest = Math.max(deepest, fieldDepth(selection, within));
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        deepest = Math.max(deepest, depthOf(selection.selectionSet, within));
      else deepest = Math.max(deepest, spreadDepth(selection.name.value, within));
    }
    return deepest;
  }

  const fieldDepth = (field: FieldNode, within: ReadonlySet<string>) =>
    field.selectionSet ? 1 + depthOf(field.selectionSet, within) : 1;

  function spreadDepth(name: string, within: ReadonlySet<string>): number {
    const fragment = context.getFragment(name);
    if (!fragment || within.has(name)) return 0;
    const known = depths.get(fragment);
    if (known !== undefined) return known;
    const depth = depthOf(fragment.selectionSet, new Set([...within, name]));
    depths.set(fragment, depth);
    return depth;
  }

  return {
    OperationDefinition(operation) {
      if (depthOf(operation.selectionSet, new Set()) > limits.depth)
        context.reportError(new DomainError('QUERY_TOO_DEEP'));
    },
  };
}
