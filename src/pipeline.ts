import { type DocumentNode, type ExecutionResult, getOperationAST } from 'graphql';
import { DomainError } from '#core/errors.ts';
import { authenticate } from '#modules/access/actor.ts';
import { commands as commandTimes } from '#platform/metrics.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { masked } from '#transports/graphql/mask.ts';
import { answerQuickly } from '#transports/graphql/quick.ts';
import type { StoredContext } from '#transports/graphql/usage.ts';
import type { Yoga } from '#transports/graphql/yoga.ts';
import type { LogicboxesPipeline } from '#transports/logicboxes/transport.ts';
import { commandNames } from '#transports/rapi/names.ts';

/** Lends the legacy transports the schema's own pipeline, so that there is one way to execute anything. */
export function makePipeline(app: App, yoga: Yoga): LogicboxesPipeline<Context> {
  const { schema } = yoga.getEnveloped();
  return {
    async session({ token, ...requestInfo }) {
      const actor = await authenticate(app, { token, ip: requestInfo.ip });
      // Signing in without a token is for /graphql; every legacy command asks for one.
      if (actor.kind === 'nobody') throw new DomainError('UNAUTHENTICATED');
      return { app, db: app.db, actor, requestInfo };
    },
    mayCall: ({ actor: { commands } }, command) => commands === null || commands.has(command),
    resellerOf: ({ actor }) => (actor.kind === 'reseller' ? actor.resellerId : null),
    async execute(context, document: DocumentNode, variableValues) {
      const stored: StoredContext = { ...context, isStored: true };
      const quick = await answerQuickly({ schema, document, variableValues, contextValue: stored });
      if (quick) return quick;
      const { execute, contextFactory } = yoga.getEnveloped({ ...stored, isTried: true });
      const contextValue = await contextFactory();
      try {
        const args = { schema, document, variableValues, contextValue };
        return (await execute(args)) as ExecutionResult;
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
