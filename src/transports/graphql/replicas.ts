import { type ExecutionArgs, getOperationAST, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { countedAs } from '#modules/access/actor.ts';
import { NEWCOMERS } from '#platform/replicas/replicas.ts';
import type { Context } from '#schema/context.ts';

/** Answers a query from a replica where there is one that has all that the caller has written. */
export function fromReplica<Result>(
  { app, actor, requestInfo }: Pick<Context, 'app' | 'actor' | 'requestInfo'>,
  answer: () => Promise<Result>,
): Promise<Result> {
  if (!app.replicas) return answer();
  return app.replicas.reading(countedAs(actor, requestInfo.ip), answer);
}

/**
 * Notes, before its answer is given, that a caller may have written. Whoever signs in or signs up
 * has another name in its next request: what nobody in particular writes counts for all.
 */
export async function noteWritten({ app, actor, requestInfo }: Context): Promise<void> {
  const caller = actor.kind === 'nobody' ? NEWCOMERS : countedAs(actor, requestInfo.ip);
  await app.replicas?.wrote(caller);
}

/** The same for mutations of every transport that go through the pipeline. */
export function useWritten(): Plugin<Context> {
  return {
    onExecute({ args }) {
      const { document, operationName, contextValue } = args as unknown as ExecutionArgs;
      const operation = getOperationAST(document, operationName)?.operation;
      if (operation !== OperationTypeNode.MUTATION) return undefined;
      return { onExecuteDone: () => noteWritten(contextValue as Context) };
    },
  };
}
