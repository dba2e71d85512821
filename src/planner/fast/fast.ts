import { onceFor } from '#core/once-for.ts';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  getNamedType,
  getOperationAST,
  type GraphQLField,
  type GraphQLResolveInfo,
  Kind,
} from 'graphql';
import { getArgumentValues, getVariableValues } from 'graphql/execution/values.js';
import { asUnavailable } from '#platform/database/unavailable.ts';
import { type Complete, completed } from '#planner/answer.ts';
import { completeConnection } from '#planner/complete-connection.ts';
import { completeRow } from '#planner/complete.ts';
import { DEEP } from '#planner/deep-pages.ts';
import { fieldInfo, fragmentsOf, type OperationParts } from './field-info.ts';
import { rootOf } from '#planner/pothos-prisma.ts';
import { type ReadText, Remembered } from '#planner/remembered.ts';
import { argsOf } from '#planner/template.ts';
import { conditionsOf, MOST_CONDITIONS } from '#planner/templates.ts';
import { ReadRequest } from '#planner/read-request.ts';

/** A root field and how its answer is completed, by the conditions of `@skip` and `@include`. */
interface RootPlan {
  key: string;
  node: FieldNode;
  field: GraphQLField<unknown, unknown>;
  isConnection: boolean;
  completers: Map<string, Complete>;
}

interface OperationPlan extends OperationParts {
  roots: RootPlan[];
  remembered: Remembered;
  /** How often, one time after the other, the executor had to answer instead. */
  bails: number;
  /** How often, one time after the other, the answer could not be read as text. */
  textBails: number;
}

/** After so many operations that were left to the executor, it is asked at once. */
const MOST_BAILS = 5;

const plansOf = onceFor((_document: DocumentNode) => new Map<string, OperationPlan | null>());

/**
 * How many operations were answered straight from rows, how many of text that the database wrote,
 * how many of such text by statements that were remembered, and how many were left to the executor.
 */
export const fastCounts = { answered: 0, asText: 0, recalled: 0, left: 0 };

/** An answer that the database wrote; its data is made of the text when somebody looks. */
export class TextAnswer implements ExecutionResult {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get data(): Record<string, unknown> {
    return JSON.parse(this.text) as Record<string, unknown>;
  }
}

/**
 * Answers a query whose root fields read planned rows, straight from those rows. Null, at once or
 * later, says that the executor has to do it: for any error, and for whatever it alone knows. Only a
 * database that cannot be reached is thrown.
 * @param asker where a `TextAnswer` is welcome: it stands for the actor, as far as that decides
 * what is read, and is another object as soon as it may be somebody else, or have other rights.
 */
export function answerFast(
  args: ExecutionArgs,
  scope?: object,
): Promise<ExecutionResult | null> | null {
  const byName = plansOf(args.document);
  const name = args.operationName ?? '';
  let plan = byName.get(name);
  if (plan === undefined) byName.set(name, (plan = prepare(args)));
  if (!plan || plan.bails > MOST_BAILS) return null;
  return attempt(args, plan, scope);
}

function prepare({ schema, document, operationName }: ExecutionArgs): OperationPlan | null {
  const operation = getOperationAST(document, operationName);
  const query = schema.getQueryType();
  if (operation?.operation !== 'query' || operation.directives?.length || !query) return null;
  const roots: RootPlan[] = [];
  for (const node of operation.selectionSet.selections) {
    if (node.kind !== Kind.FIELD || node.directives?.length) return null;
    const field = query.getFields()[node.name.value];
    const root = field && rootOf(field.extensions);
    const key = node.alias?.value ?? node.name.value;
    if (!root || key === '__proto__' || roots.some((other) => other.key === key)) return null;
    const { isConnection } = root;
    roots.push({ key, node, field, isConnection, completers: new Map() });
  }
  const fragments = fragmentsOf(document);
  const remembered = new Remembered();
  return { operation, fragments, roots, remembered, bails: 0, textBails: 0 };
}

async function attempt(
  args: ExecutionArgs,
  plan: OperationPlan,
  scope: object | undefined,
): Promise<ExecutionResult | null> {
  const { variableDefinitions = [] } = plan.operation;
  const provided = variableDefinitions.length ? JSON.stringify(args.variableValues ?? {}) : '';
  const readers = scope && plan.remembered.get(scope, provided);
  const recalled = readers && (await readAll(readers));
  if (recalled) {
    fastCounts.recalled += 1;
    return textAnswer(plan, recalled);
  }
  const { coerced } = getVariableValues(
    args.schema,
    variableDefinitions,
    args.variableValues ?? {},
  );
  if (!coerced) return null;
  // A page far down has to say where it ends, which text does not.
  const isDeep = Number(coerced.offset ?? 0) >= DEEP;
  if (scope && plan.textBails <= MOST_BAILS && !isDeep) {
    const written = await attemptText(args, plan, coerced);
    if (written) {
      plan.remembered.store(
        scope,
        provided,
        written.map(({ read }) => read),
      );
      return textAnswer(
        plan,
        written.map(({ text }) => text),
      );
    }
  }
  const answers = await Promise.allSettled(
    plan.roots.map((root) => answerRoot(args, plan, root, coerced)),
  );
  const data: Record<string, unknown> = {};
  for (const [at, answer] of answers.entries()) {
    if (answer.status === 'rejected') {
      ensureAvailable(answer.reason);
      plan.bails += 1;
      fastCounts.left += 1;
      return null;
    }
    data[plan.roots[at]!.key] = answer.value;
  }
  fastCounts.answered += 1;
  plan.bails = 0;
  return { data };
}

type Variables = Record<string, unknown>;

/** The answer as the database wrote it; null where it has to be made out of rows. */
async function attemptText(
  args: ExecutionArgs,
  plan: OperationPlan,
  variables: Variables,
): Promise<Written[] | null> {
  const provided = await Promise.allSettled(
    plan.roots.map(async (root) => {
      const info = infoOf(args, plan, root, variables);
      const readRequest = new ReadRequest(args.contextValue as object, info);
      const resolved = resolveRoot(args, root, info);
      readRequest.isFirst = false;
      const text = readRequest.answer(await resolved, root.isConnection);
      return { text, read: readRequest.reader };
    }),
  );
  for (const one of provided) if (one.status === 'rejected') ensureAvailable(one.reason);
  const isWhole = provided.every(({ status }) => status === 'fulfilled');
  plan.textBails = isWhole ? 0 : plan.textBails + 1;
  if (!isWhole) return null;
  fastCounts.asText += 1;
  return provided.map((one) => (one as PromiseFulfilledResult<Written>).value);
}

/** A database that does not answer is not asked again by another way. */
function ensureAvailable(error: unknown): null {
  if (asUnavailable(error)) throw error;
  return null;
}

/** A root field's part of the answer, and what reads it again. */
interface Written {
  text: string;
  read: ReadText | undefined;
}

/** What the fields read now; null where one of them finds no row, or fails. */
async function readAll(readers: readonly ReadText[]): Promise<string[] | null> {
  const texts = await Promise.all(readers.map((read) => read())).catch(ensureAvailable);
  return texts?.every((text) => text !== null) ? texts : null;
}

const textAnswer = ({ roots }: OperationPlan, texts: readonly string[]) =>
  new TextAnswer(`{${roots.map(({ key }, at) => `"${key}":${texts[at]}`).join()}}`);

const infoOf = (
  args: ExecutionArgs,
  parts: OperationPlan,
  { key, node, field }: RootPlan,
  variables: Variables,
): GraphQLResolveInfo => {
  const parentType = args.schema.getQueryType()!;
  return fieldInfo(args, parts, { parentType, key, nodes: [node], field }, variables);
};

const resolveRoot = (
  { rootValue, contextValue }: ExecutionArgs,
  { field, node }: RootPlan,
  info: GraphQLResolveInfo,
): unknown =>
  field.resolve!(
    rootValue,
    getArgumentValues(field, node, info.variableValues),
    contextValue,
    info,
  );

async function answerRoot(
  args: ExecutionArgs,
  plan: OperationPlan,
  root: RootPlan,
  variables: Variables,
): Promise<unknown> {
  const { node, field, isConnection, completers } = root;
  const info = infoOf(args, plan, root, variables);
  const value: unknown = await resolveRoot(args, root, info);
  const conditions = conditionsOf(info);
  let complete = completers.get(conditions);
  if (!complete) {
    const inner = isConnection
      ? completeConnection(getNamedType(field.type), [node], info, completeRow)
      : completeRow;
    if (completers.size >= MOST_CONDITIONS) completers.clear();
    completers.set(conditions, (complete = completed(field.type, inner)));
  }
  const context = args.contextValue as object;
  return complete(value, { context, info, args: argsOf(info), infos: new Map() });
}
