import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import pLimit from 'p-limit';
import { asUnavailable } from '#platform/database/unavailable.ts';

/** How many subscriptions are told at once; between them requests have their turn. */
const AT_ONCE = 8;

const LONGEST_PAUSE_MS = 5_000;

/**
 * Tells each event whole: while the database is away it waits, since a cursor that has moved past an
 * event told with holes would never bring it again. And many subscribers are told in slices, so that
 * an event that thousands hear holds up no request.
 */
export function useWholeEvents(): Plugin {
  const limit = pLimit(AT_ONCE);
  return {
    onSubscribe: ({ setSubscribeFn }) =>
      setSubscribeFn(async (args: ExecutionArgs) => {
        const source = await createSourceEventStream(args);
        if (!isAsyncIterable(source)) return source;
        const tell = (rootValue: unknown) =>
          limit(async () => {
            await turn();
            return execute({ ...args, rootValue }) as Promise<ExecutionResult>;
          });
        return toldWhole(source[Symbol.asyncIterator](), tell);
      }),
  };
}

function toldWhole(
  source: AsyncIterator<unknown>,
  tell: (event: unknown) => Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult> {
  const ended = new AbortController();
  const whole = async (event: unknown): Promise<ExecutionResult> => {
    for (let pause = 200; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const result = await tell(event);
      const hasHoles = result.errors?.some(({ originalError }) => asUnavailable(originalError));
      if (!hasHoles || ended.signal.aborted) return result;
      await sleep(pause, undefined, { signal: ended.signal }).catch(() => {});
    }
  };
  const end = async () => {
    ended.abort();
    await source.return?.();
    return { done: true as const, value: undefined };
  };
  return {
    next: async () => {
      const { done, value } = await source.next();
      return done ? { done: true, value: undefined } : { done: false, value: await whole(value) };
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  } as AsyncGenerator<ExecutionResult>;
}
