import { type DocumentNode, type ExecutionArgs, getOperationAST, print } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { onceFor } from '#core/once-for.ts';
import { DomainError } from '#core/errors.ts';
import type { Context } from '#schema/context.ts';
import { earlierAnswer, storeAnswer } from '#schema/idempotency/idempotency.ts';
import { isDryRun } from '#schema/dry-run/directive.ts';

const WELL_FORMED = /^[\x21-\x7e]{1,128}$/;

/** Whether a key is one, or there is none. */
export const isWellFormed = (key: string | null): boolean => !key || WELL_FORMED.test(key);

/** Documents are known ones that come again: each is written out once. */
const textOfDocument = onceFor((document: DocumentNode) => print(document));

/** The mutation's text and variables: what two requests must share to be given the same answer. */
function operationText({ document, variableValues, operationName }: ExecutionArgs): string {
  return JSON.stringify([textOfDocument(document), variableValues ?? {}, operationName ?? null]);
}

/** The change is made: what cannot be kept or found again now is no reason to say that it failed. */
const orNothing = <Value>(
  { app, requestInfo }: Context,
  work: Promise<Value>,
): Promise<Value | null> =>
  work.catch((err: unknown) => {
    const { requestId } = requestInfo;
    app.log.warn({ requestId, err }, 'An answer could not be kept, or not be found again.');
    return null;
  });

function keep(context: Context, operation: string, answer: string): void {
  // A session in cookies is given by the change itself, each time.
  if (!context.cookies?.isKept) void orNothing(context, storeAnswer(context, operation, answer));
}

/** Keeps the answer of a mutation, as it is sent, under its idempotency key, if it has one. */
export function keepAnswer(args: ExecutionArgs, answer: string): void {
  const context = args.contextValue as Context;
  if (context.requestInfo.idempotencyKey) keep(context, operationText(args), answer);
}

/**
 * A mutation sent again under its idempotency key is given the answer it had the first time, byte
 * for byte. (That it takes effect only once is `command()`'s doing, in the change's transaction.)
 */
export function useStoredAnswers(): Plugin<Context> {
  return {
    onExecute({ args }) {
      const context = args.contextValue as unknown as Context;
      const key = context.requestInfo?.idempotencyKey;
      const operation = getOperationAST(args.document, args.operationName);
      if (!key || operation?.operation !== 'mutation') return undefined;
      if (isDryRun(args as ExecutionArgs)) return undefined;
      if (!isWellFormed(key)) throw new DomainError('IDEMPOTENCY_KEY_INVALID');

      const text = operationText(args as ExecutionArgs);
      return {
        async onExecuteDone({ result, setResult }) {
          const failed = 'errors' in result || !('data' in result);
          // What stood in the way of a second run says nothing about the first.
          const mayBeKnown = failed || context.isReplay;
          const earlier = mayBeKnown
            ? await orNothing(context, earlierAnswer(context, text))
            : null;
          if (earlier) setResult(earlier);
          else if (!failed) keep(context, text, JSON.stringify({ data: result.data }));
        },
      };
    },
  };
}
