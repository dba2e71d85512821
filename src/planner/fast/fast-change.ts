import {
  type DocumentNode,
  type ExecutionArgs,
  getNamedType,
  getOperationAST,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isNonNullType,
  isObjectType,
  Kind,
  visit,
} from 'graphql';
import { getArgumentValues, getVariableValues } from 'graphql/execution/values.js';
import { onceFor } from '#core/once-for.ts';
import { bail } from '#planner/answer.ts';
import { attempt } from '#planner/catalog.ts';
import { collect } from '#planner/collect.ts';
import type { CellSource } from '#planner/database.ts';
import { type FieldAt, fieldInfo, fragmentsOf, type OperationParts } from './field-info.ts';
import { textClientOf } from '#planner/front.ts';
import { rootOf } from '#planner/pothos-prisma.ts';
import { ReadRequest } from '#planner/read-request.ts';

/** A mutation that makes one change and shows rows of it. */
interface ChangePlan extends OperationParts {
  /** The change. */
  root: FieldAt;
  /** What is shown of it: fields that read rows, or the name of the type. */
  shown: readonly (FieldAt | string)[];
  /** How often, one time after the other, it could not be shown as text. */
  bails: number;
}

/** After so many answers that were left to the executor, it is asked at once. */
const MOST_BAILS = 5;

const plansOf = onceFor((_document: DocumentNode) => new Map<string, ChangePlan | null>());

/**
 * A mutation of one change, made as the executor makes it, of which what is shown is read as text,
 * from wherever the caller says.
 */
export class FastChange {
  readonly #args: ExecutionArgs;
  readonly #plan: ChangePlan;
  readonly #variables: Record<string, unknown>;
  #text: Promise<string> | undefined;

  private constructor(args: ExecutionArgs, plan: ChangePlan, variables: Record<string, unknown>) {
    this.#args = args;
    this.#plan = plan;
    this.#variables = variables;
  }

  /** @param isFit whether a field is a change of this kind. Null where the executor has to do it. */
  static of(
    args: ExecutionArgs,
    isFit: (field: GraphQLField<unknown, unknown>) => boolean,
  ): FastChange | null {
    const { schema, document, operationName, variableValues } = args;
    const byName = plansOf(document);
    const name = operationName ?? '';
    let plan = byName.get(name);
    if (plan === undefined) byName.set(name, (plan = attempt(() => prepare(args, isFit))));
    if (!plan || plan.bails > MOST_BAILS) return null;
    const { variableDefinitions = [] } = plan.operation;
    const { coerced } = getVariableValues(schema, variableDefinitions, variableValues ?? {});
    return coerced ? new FastChange(args, plan, coerced) : null;
  }

  /** Makes the change: what its resolver gives. @throws as that does */
  async make(): Promise<unknown> {
    const { rootValue, contextValue } = this.#args;
    const { field, nodes } = this.#plan.root;
    const args = getArgumentValues(field, nodes[0]!, this.#variables);
    return field.resolve!(rootValue, args, contextValue, this.#info(this.#plan.root));
  }

  /** Begins to read what is shown of it. */
  show(answer: unknown, source: CellSource): void {
    this.#text = this.#read(answer, source);
    this.#text.catch(() => {});
  }

  /** The data of the answer as text; null where the executor has to make it. */
  async text(): Promise<string | null> {
    const { root } = this.#plan;
    const shown = await this.#text?.catch(() => null);
    this.#plan.bails = shown ? 0 : this.#plan.bails + 1;
    return shown ? `{"${root.key}":${shown}}` : null;
  }

  async #read(answer: unknown, source: CellSource): Promise<string> {
    const parts = this.#plan.shown.map(async (part) =>
      typeof part === 'string' ? part : this.#part(part, answer, source),
    );
    return `{${(await Promise.all(parts)).join()}}`;
  }

  async #part(part: FieldAt, answer: unknown, source: CellSource): Promise<string> {
    const { field, nodes, key } = part;
    const context = textContextOf(this.#args.contextValue as object);
    const info = this.#info(part);
    const request = new ReadRequest(context, info, source);
    const args = getArgumentValues(field, nodes[0]!, this.#variables);
    const text = request.answer(await field.resolve!(answer, args, context, info), false);
    if (text === 'null' && isNonNullType(field.type)) bail();
    return `"${key}":${text}`;
  }

  #info(at: FieldAt): GraphQLResolveInfo {
    return fieldInfo(this.#args, this.#plan, at, this.#variables);
  }
}

/** A context in which nothing can be read but planned text. */
const textContextOf = onceFor((context: object): object => {
  const { db } = context as { db: object };
  const app = new Proxy({}, { get: bail });
  return Object.create(context, { db: { value: textClientOf(db) }, app: { value: app } }) as object;
});

function prepare(
  { schema, document, operationName }: ExecutionArgs,
  isFit: (field: GraphQLField<unknown, unknown>) => boolean,
): ChangePlan | null {
  const operation = getOperationAST(document, operationName);
  const parentType = schema.getMutationType();
  const [node, ...others] = operation?.selectionSet.selections ?? [];
  if (operation?.operation !== 'mutation' || operation.directives?.length || !parentType)
    return null;
  if (others.length || node?.kind !== Kind.FIELD || node.directives?.length) return null;
  const field = parentType.getFields()[node.name.value];
  const payload = field && getNamedType(field.type);
  if (!field || !isFit(field) || !isObjectType(payload)) return null;
  const root = { parentType, key: node.alias?.value ?? node.name.value, nodes: [node], field };
  const fragments = fragmentsOf(document);
  const shown = shownOf({ operation, fragments }, root, payload);
  return shown && { operation, fragments, root, shown, bails: 0 };
}

/** Conditions make what is selected another thing each time. */
function isConditional({ operation, fragments }: OperationParts): boolean {
  let found = false;
  const note = () => void (found = true);
  for (const part of [operation, ...Object.values(fragments)]) visit(part, { Directive: note });
  return found;
}

function shownOf(
  parts: OperationParts,
  { parentType, key, nodes }: FieldAt,
  payload: GraphQLObjectType,
): ChangePlan['shown'] | null {
  if (isConditional(parts)) return null;
  const prev = { prev: undefined, key, typename: parentType.name };
  const shown: (FieldAt | string)[] = [];
  const info = { fragments: parts.fragments, variableValues: {} };
  for (const [name, selected] of collect(
    info,
    payload,
    nodes.map((one) => one.selectionSet),
  )) {
    const selectedField = payload.getFields()[selected[0]!.name.value];
    const root = selectedField && rootOf(selectedField.extensions);
    if (selected[0]!.name.value === '__typename') shown.push(`"${name}":"${payload.name}"`);
    else if (!root || root.isConnection || !selectedField) return null;
    else
      shown.push({ parentType: payload, key: name, nodes: selected, field: selectedField, prev });
  }
  return shown;
}
