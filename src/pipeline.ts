import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
} from 'graphql';
import { mayCall } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import { authenticate } from '#modules/access/actor.ts';
import { commands as commandTimes } from '#platform/metrics.ts';
import { forbidden, holdsOne } from '#schema/access.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { noteCommandNeeds } from '#schema/legacy.ts';
import { needsOf } from '#schema/needs.ts';
import { masked } from '#transports/graphql/mask.ts';
import { answerQuickly } from '#transports/graphql/quick.ts';
import type { StoredContext } from '#transports/graphql/usage.ts';
import type { Yoga } from '#transports/graphql/yoga.ts';
import type { LogicboxesPipeline } from '#transports/logicboxes/transport.ts';
import { commands } from '#transports/rapi/commands.ts';
import { commandNames } from '#transports/rapi/names.ts';

/** Lends the legacy transports the schema's own pipeline, so that there is one way to execute anything. */
export function makePipeline(app: App, yoga: Yoga): LogicboxesPipeline<Context> {
  const { schema } = yoga.getEnveloped();
  noteNeeds(schema);
  return {
    async session({ token, ...requestInfo }) {
      const actor = await authenticate(app, { token, ip: requestInfo.ip });
      // Signing in without a token is for /graphql; every legacy command asks for one.
      if (actor.kind === 'nobody') throw new DomainError('UNAUTHENTICATED');
      return { app, db: app.db, actor, requestInfo };
    },
    mayCall: ({ actor }, command) => mayCall(actor, command),
    resellerOf: ({ actor }) => (actor.kind === 'reseller' ? actor.resellerId : null),
    async execute(context, document: DocumentNode, variableValues) {
      const { actor } = context;
      const { required } = needsOf(schema, document, variableValues);
      const missing = required.find((anyOf) => !holdsOne(actor, anyOf));
      // Before anything runs: a change must not be made and then be answered with an error.
      if (missing) return { errors: [forbidden(actor, missing[0])] };
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
    },
    async cachedRead({ actor }, document, key, read) {
      let isRequest = false;
      const value = await app.authCache.get(`price-list:${actor.id} ${key}`, () => {
        isRequest = true;
        return read();
      });
      const name = getOperationAST(document)?.name?.value;
      // Where it was asked, the execution has counted itself.
      if (!isRequest && actor.credentialId !== null && name)
        app.usage.count(actor.credentialId, name, false);
      return value ?? read();
    },
    shown: (error, requestId) => masked({ app, requestId }, error).toJSON(),
    note(command, requestId, { body, code }, seconds) {
      const outcome = body.result === 'success' ? 'success' : 'error';
      commandTimes.observe(
        { command: commandNames.has(command) ? command : 'other', outcome },
        seconds,
      );
      if (code) app.log.info({ requestId, command, code }, 'A legacy command was refused.');
    },
  };
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

/** Tells the schema what each legacy command asks for, for credentials limited to some of them. */
function noteNeeds(schema: GraphQLSchema): void {
  for (const [name, { operation }] of Object.entries(commands))
    noteCommandNeeds(
      name,
      needsOf(schema, operation).all.map(([permission]) => permission!),
    );
}
