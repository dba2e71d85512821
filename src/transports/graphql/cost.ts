import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { DomainError } from '#core/errors.ts';
import { pageSize } from '#schema/builder.ts';
import { furthestOffset } from '#schema/list.ts';
import { limits } from './limits.ts';
import type { StoredContext } from './usage.ts';

interface Counting {
  /** A stored operation of an old transport, whose pages are as large as its caller asks for. */
  isStored: boolean;
  variables: Readonly<Record<string, unknown>>;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/**
 * Counts the rows an operation may touch: each field that asks for children counts one, times the
 * sizes of the pages around it. Refuses pages of more than 100 and operations beyond the limit,
 * except for stored operations, whose transports have limits of their own.
 * @throws DomainError PAGE_TOO_LARGE or QUERY_TOO_COMPLEX
 */
export function checkCost({
  document,
  operationName,
  variableValues,
  contextValue,
}: ExecutionArgs): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  // Without variables an operation costs the same every time.
  const known = operation.variableDefinitions?.length ? undefined : costs.get(operation);
  if (known !== undefined) return known;
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const isStored = (contextValue as StoredContext | undefined)?.isStored === true;
  const counting = { variables: variableValues ?? {}, fragments, isStored };
  const cost = costOf(operation.selectionSet, counting, 1, 0);
  if (cost > limits.cost && !isStored)
    throw new DomainError('QUERY_TOO_COMPLEX', undefined, { cost });
  costs.set(operation, cost);
  return cost;
}

const costs = new WeakMap<OperationDefinitionNode, number>();

function costOf(set: SelectionSetNode, counting: Counting, rows: number, level: number): number {
  if (level > limits.depth * 2) return 0;
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) cost += fieldCost(selection, counting, rows, level);
    else {
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : counting.fragments.get(selection.name.value);
      if (inner) cost += costOf(inner.selectionSet, counting, rows, level + 1);
    }
    if (cost > limits.cost) break;
  }
  return cost;
}

function fieldCost(field: FieldNode, counting: Counting, rows: number, level: number): number {
  if (!field.selectionSet || field.name.value.startsWith('__')) return 0;
  const inside = rows * pageOf(field, counting);
  return rows + costOf(field.selectionSet, counting, inside, level + 1);
}

const isConnection = (field: FieldNode) =>
  field.selectionSet?.selections.some(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === 'edges',
  );

/** How many rows a field's page may hold; 1 for what is not a page. */
function pageOf(field: FieldNode, { variables, isStored }: Counting): number {
  const page = pageArgs(field, variables);
  if (!isStored) checkPage(page);
  const size = page.first ?? page.last;
  return typeof size === 'number' ? size : isConnection(field) ? pageSize.usual : 1;
}

const PAGE_ARGS = new Set(['first', 'last', 'after', 'before', 'offset']);

/** The arguments of a page that a field is given, variables looked up; null ones are left out. */
function pageArgs(field: FieldNode, variables: Counting['variables']): Record<string, unknown> {
  const page: Record<string, unknown> = {};
  for (const { name, value } of field.arguments ?? []) {
    if (!PAGE_ARGS.has(name.value)) continue;
    const provided =
      value.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : valueFromASTUntyped(value as ValueNode);
    if (provided !== undefined && provided !== null) page[name.value] = provided;
  }
  return page;
}

/** @throws DomainError PAGE_TOO_LARGE, or BAD_INPUT where the arguments of a page do not go together. */
function checkPage(page: Record<string, unknown>): void {
  for (const name of ['first', 'last']) {
    const size = page[name];
    if (typeof size !== 'number') continue;
    if (size > pageSize.most) throw new DomainError('PAGE_TOO_LARGE', undefined, { field: name });
    if (size < 0) throw wrongPage(name, 'must be 0 or more');
  }
  const offset = page.offset;
  if (typeof offset === 'number' && (offset < 0 || offset > furthestOffset))
    throw wrongPage('offset', `between 0 and ${furthestOffset}`);
  if (page.first !== undefined && page.last !== undefined)
    throw wrongPage('last', 'cannot be given beside first');
  if (page.after !== undefined && page.before !== undefined)
    throw wrongPage('before', 'cannot be given beside after');
  if (page.before !== undefined && page.first !== undefined)
    throw wrongPage('before', 'goes with last, not with first');
  if (page.after !== undefined && page.last !== undefined)
    throw wrongPage('after', 'goes with first, not with last');
}

const wrongPage = (field: string, message: string) =>
  new DomainError('BAD_INPUT', `${field}: ${message}.`, {
    field,
    issues: [{ path: [field], message }],
  });
