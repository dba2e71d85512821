import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { onceFor } from '#core/once-for.ts';
import { DomainError } from '#core/errors.ts';
import { Counter } from './cost-counter.ts';
import { limits } from './limits.ts';
import { pageArgNames } from './page-args.ts';
import type { StoredContext } from './usage.ts';

/** Costs that are remembered of an operation, by the values that decide them. */
const MOST_KNOWN = 100;

/**
 * What an operation costs: the objects its answer may hold at the sizes of its pages, and the
 * weights of its fields. A stored operation of a legacy transport has no limit: its pages have none.
 * @throws DomainError PAGE_TOO_LARGE, BAD_INPUT for a page, QUERY_TOO_COMPLEX
 */
export function costOf(args: ExecutionArgs): number {
  const { schema, document, operationName, contextValue } = args;
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const isStored = (contextValue as StoredContext | undefined)?.isStored === true;
  const variables = decidingValues(args, operation);
  const known = knownCosts(operation);
  const key = `${isStored} ${variables ? JSON.stringify(variables) : ''}`;
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const counting = { schema, document, variables: variables ?? {}, isStored };
  const cost = new Counter(counting).count(operation);
  if (cost > limits.cost && !isStored)
    throw new DomainError('QUERY_TOO_COMPLEX', undefined, { cost, limit: limits.cost });
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, cost);
  return cost;
}

const knownCosts = onceFor((_operation: OperationDefinitionNode) => new Map<string, number>());

/** The values, defaults included, of the variables that decide the cost; null where none does. */
function decidingValues(
  { document, variableValues }: ExecutionArgs,
  { variableDefinitions }: OperationDefinitionNode,
): Record<string, unknown> | null {
  const names = decidingNames(document);
  if (!names.size) return null;
  const values: Record<string, unknown> = {};
  for (const { variable, defaultValue } of variableDefinitions ?? []) {
    const name = variable.name.value;
    if (!names.has(name)) continue;
    const sent = variableValues?.[name];
    const value = sent === undefined && defaultValue ? valueFromASTUntyped(defaultValue) : sent;
    // Of a cursor it matters only whether there is one.
    values[name] = typeof value === 'string' ? '' : value;
  }
  return values;
}

/** The variables that stand where a page's argument or a condition of @skip and @include does. */
const decidingNames = onceFor((document: DocumentNode): ReadonlySet<string> => {
  const names = new Set<string>();
  const note = (value: ValueNode) => {
    if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  visit(document, {
    Argument: ({ name, value }) => {
      if (pageArgNames.has(name.value)) note(value);
    },
    Directive: ({ arguments: args = [] }) => {
      for (const { value } of args) note(value);
    },
  });
  return names;
});
