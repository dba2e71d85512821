import { isTracing, startSpan } from '#core/tracing.ts';
import type { Provider } from './define.ts';

/** A connection, or one that is being made, whose calls are spans where anybody wants those. */
export function tracedCalls<Connection extends object>(
  provider: Pick<Provider, 'kind' | 'name'>,
  connection: Connection,
): Connection {
  if (!isTracing()) return connection;
  if (connection instanceof Promise)
    return connection.then((made: object) => tracedCalls(provider, made)) as never;
  return new Proxy(connection, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function' || typeof key !== 'string') return value;
      return (...args: unknown[]) => call(provider, key, () => Reflect.apply(value, target, args));
    },
  });
}

function call({ kind, name }: Pick<Provider, 'kind' | 'name'>, key: string, go: () => unknown) {
  const attributes = { 'hostgraph.provider.kind': kind, 'hostgraph.provider.name': name };
  const span = startSpan(() => ({ name: `${kind} ${name} ${key}`, attributes }));
  if (!span) return go();
  const answer = span.enter(go);
  if (!(answer instanceof Promise)) {
    span.end();
    return answer;
  }
  return answer
    .catch((error: Error) => {
      span.fail(error);
      throw error;
    })
    .finally(() => span.end());
}
