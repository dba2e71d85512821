import { onceFor } from '#core/once-for.ts';
import { type FieldNode, type GraphQLResolveInfo, Kind, visit } from 'graphql';
import { attempt } from './catalog.ts';
import type { Template } from './template.ts';

interface Known {
  nodes: readonly FieldNode[];
  /** The conditions of `@skip` and `@include` it was made for. */
  conditions: string;
  /** Null where there is no plan for it. */
  template: Template | null;
}

/** The most combinations of conditions kept for one field of a document. */
export const MOST_CONDITIONS = 16;

/** Templates by operation and first node: documents are cached, so both live as long as they do. */
const knownIn = onceFor((_operation: object) => onceFor((_first: FieldNode): Known[] => []));
const variablesOf = new WeakMap<object, readonly string[]>();

/**
 * The template for a field of a document, made when it is first asked for; null for no plan.
 * @param typeName which type it is for, where the field leads to several.
 */
export function templateFor(
  info: GraphQLResolveInfo,
  make: () => Template,
  typeName = '',
): Template | null {
  const candidates = knownIn(info.operation)(info.fieldNodes[0]!);
  const conditions = typeName + conditionsOf(info);
  const found = candidates.find(
    (candidate) =>
      candidate.conditions === conditions &&
      candidate.nodes.length === info.fieldNodes.length &&
      candidate.nodes.every((node, at) => node === info.fieldNodes[at]),
  );
  if (found) return found.template;
  const template = attempt(make);
  if (candidates.length >= MOST_CONDITIONS) candidates.length = 0;
  candidates.push({ nodes: info.fieldNodes, conditions, template });
  return template;
}

/** What the variables in `@skip` and `@include` are in this request: they decide what is selected. */
export function conditionsOf(info: GraphQLResolveInfo): string {
  let names = variablesOf.get(info.operation);
  if (!names) variablesOf.set(info.operation, (names = conditionVariables(info)));
  if (!names.length) return '';
  return names.map((name) => `${name}=${String(info.variableValues[name])}`).join();
}

function conditionVariables({ operation, fragments }: GraphQLResolveInfo): string[] {
  const names = new Set<string>();
  for (const root of [operation, ...Object.values(fragments)])
    visit(root, {
      Directive: ({ name, arguments: args }) => {
        if (name.value !== 'skip' && name.value !== 'include') return;
        for (const { value } of args ?? [])
          if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  return [...names].toSorted();
}
