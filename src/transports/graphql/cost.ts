import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DomainError } from '#core/errors.ts';
import { pageSize } from '#schema/builder.ts';
import { limits } from './limits.ts';

interface Counting {
  variables: Readonly<Record<string, unknown>>;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/**
 * Counts the rows an operation may touch: each field that asks for children counts one, times the
 * sizes of the pages around it. Refuses pages of more than 100 and operations beyond the limit.
 * @throws DomainError PAGE_TOO_LARGE or QUERY_TOO_COMPLEX
 */
export function checkCost({ document, operationName, variableValues }: ExecutionArgs): number {
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
  const counting = { variables: variableValues ?? {}, fragments };
  const cost = costOf(operation.selectionSet, counting, 1, 0);
  if (cost > limits.cost) throw new DomainError('QUERY_TOO_COMPLEX', undefined, { cost });
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
function pageOf(field: FieldNode, { variables }: Counting): number {
  let size: number | null = null;
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    const provided = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    const requested = value.kind === Kind.INT ? Number(value.value) : provided;
    if (typeof requested !== 'number') continue;
    if (requested > pageSize.most)
      throw new DomainError('PAGE_TOO_LARGE', undefined, { field: name.value });
    size = Math.max(requested, 0);
  }
  return size ?? (isConnection(field) ? pageSize.usual : 1);
}
