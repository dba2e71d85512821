import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import { mayCall } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import { traced } from '#core/tracing.ts';
import { authenticate } from '#modules/access/actor.ts';
import { forbidden, holdsOne } from '#schema/access.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { noteCommandNeeds, noteReplacement, replacementOf } from '#schema/legacy.ts';
import { needsOf } from '#schema/needs.ts';
import { masked } from '#transports/graphql/mask.ts';
import { answerQuickly } from '#transports/graphql/quick.ts';
import { operationSpan } from '#transports/graphql/trace.ts';
import type { StoredContext } from '#transports/graphql/usage.ts';
import type { Yoga } from '#transports/graphql/yoga.ts';
import type { LogicboxesPipeline } from '#transports/logicboxes/transport.ts';
import type { McpPipeline } from '#transports/mcp/transport.ts';
import { operations } from '#transports/logicboxes/operations.ts';
import { commands } from '#transports/rapi/commands.ts';
import type { Describe } from '#transports/docs/operation.ts';
import { documentOf } from '#transports/docs/whmcs-path.ts';
import { actions } from '#transports/whmcs/actions.ts';
import { commandNames } from '#transports/rapi/names.ts';

/** Lends the legacy transports the schema's own pipeline, so that there is one way to execute anything. */
export function makePipeline(
  app: App,
  yoga: Yoga,
): LogicboxesPipeline<Context> & McpPipeline<Context> {
  const { schema } = yoga.getEnveloped();
  noteNeeds(schema);
  return {
    async session({ token, identifier, isFromAnywhere, onAllowance, onReplay, ...requestInfo }) {
      const shown = { token, identifier, isFromAnywhere, ip: requestInfo.ip, onAllowance };
      const actor = await authenticate(app, shown);
      // Signing in without a token is for /graphql; every legacy command asks for one.
      if (actor.kind === 'nobody') throw new DomainError('UNAUTHENTICATED');
      return { app, db: app.db, actor, requestInfo, ...(onReplay && { onReplay }) };
    },
    mayRun: ({ actor }, document) =>
      needsOf(schema, document).required.every((anyOf) => holdsOne(actor, anyOf)),
    rehearsing: (context, how) => ({
      ...context,
      requestInfo: { ...context.requestInfo, ...how },
    }),
    fieldOf: replacementOf,
    mayCall: ({ actor }, command) => mayCall(actor, command),
    resellerOf: ({ actor }) => (actor.kind === 'reseller' ? actor.resellerId : null),
    countRefused: countRefusedCall,
    execute: (context, document: DocumentNode, variableValues) =>
      traced(
        () => operationSpan(document),
        () => executeStored(schema, yoga, context, { document, variableValues }),
      ),
    async cachedRead({ actor }, document, key, read) {
      let isRequest = false;
      const value = await app.authCache.get(`price-list:${actor.id} ${key}`, () => {
        isRequest = true;
        return read();
      });
      const name = getOperationAST(document)?.name?.value;
      // Where it was asked, the execution has counted itself.
      if (!isRequest && actor.credentialId !== null && name)
        app.usage.count(actor.credentialId, name, null);
      return value ?? read();
    },
    shown: (error, requestId) => masked({ app, requestId }, error).toJSON(),
    note(command, requestId, { body, code }, seconds) {
      const outcome = body.result === 'success' ? 'success' : 'error';
      app.metrics.commandTimes.observe(
        { command: commandNames.has(command) ? command : 'other', outcome },
        seconds,
      );
      if (outcome === 'error')
        app.metrics.errors.inc({ transport: 'legacy', code: code ?? 'OTHER' });
      if (code) app.log.info({ requestId, command, code }, 'A legacy command was refused.');
    },
  };
}

/** What calls of a command that does not exist are counted as. */
const UNKNOWN = 'Unknown';

/** Counts a call that was refused before anything was executed. */
function countRefusedCall(
  { app: { usage }, actor: { credentialId } }: Context,
  command: string | null,
  code: string,
): void {
  if (credentialId !== null) usage.count(credentialId, command ?? UNKNOWN, code);
}

async function executeStored(
  schema: GraphQLSchema,
  yoga: Yoga,
  context: Context,
  { document, variableValues }: { document: DocumentNode; variableValues: Record<string, unknown> },
): Promise<ExecutionResult> {
  const { actor } = context;
  const { required } = needsOf(schema, document, variableValues);
  const missing = required.find((anyOf) => !holdsOne(actor, anyOf));
  // Before anything runs: a change must not be made and then be answered with an error.
  if (missing) {
    countRefusedCall(context, getOperationAST(document)?.name?.value ?? UNKNOWN, 'FORBIDDEN');
    return { errors: [forbidden(actor, missing[0])] };
  }
  const stored: StoredContext = { ...context, isStored: true };
  const quick = await answerQuickly({ schema, document, variableValues, contextValue: stored });
  if (quick) return quick;
  const { execute, contextFactory } = yoga.getEnveloped({ ...stored, isTried: true });
  const contextValue = await contextFactory();
  try {
    const args = { schema, document, variableValues, contextValue };
    return withoutBlanks((await execute(args)) as ExecutionResult);
  } catch (error) {
    if (error instanceof DomainError) return { errors: [error] };
    throw error;
  }
}

/**
 * An answer in which optional fields that the caller may not read are null, and no errors: what a
 * stored operation cannot do without was asked for before.
 */
function withoutBlanks({ errors = [], ...result }: ExecutionResult): ExecutionResult {
  const others = errors.filter(
    ({ extensions, path }) => extensions.code !== 'FORBIDDEN' || (path?.length ?? 0) < 2,
  );
  return others.length ? { ...result, errors: others } : result;
}

/** Says of a stored operation what the schema knows. */
export const describeOperation =
  (schema: GraphQLSchema): Describe =>
  (document) => {
    const { operation: kind, selectionSet } = getOperationAST(document)!;
    const [root] = selectionSet.selections;
    const field = root?.kind === Kind.FIELD ? root.name.value : '';
    const type = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType();
    return {
      field,
      kind: kind === 'mutation' ? 'mutation' : 'query',
      description: type?.getFields()[field]?.description ?? '',
      permissions: needsOf(schema, document).required,
    };
  };

/** Tells the schema what each legacy command asks for, for credentials limited to some of them. */
function noteNeeds(schema: GraphQLSchema): void {
  const describe = describeOperation(schema);
  const documents = [
    ...Object.values(commands).map(({ operation }) => operation),
    ...Object.values(operations).map(({ operation }) => operation),
    ...actions.flatMap((action) => documentOf(action) ?? []),
  ] as DocumentNode[];
  for (const document of documents)
    noteReplacement(getOperationAST(document)?.name?.value ?? '', describe(document).field);
  for (const [name, { operation }] of Object.entries(commands))
    noteCommandNeeds(
      name,
      needsOf(schema, operation).all.map(([permission]) => permission!),
    );
}
