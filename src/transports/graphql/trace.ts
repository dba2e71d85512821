import { type DocumentNode, type ExecutionArgs, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type SpanShape, traced } from '#core/tracing.ts';

/**
 * The span of an operation, as OpenTelemetry's conventions for GraphQL name it. Its text is left
 * out: literals in it may be secret.
 */
export const operationSpan = (document: DocumentNode, operationName?: string | null): SpanShape => {
  const operation = getOperationAST(document, operationName);
  const type = operation?.operation ?? 'operation';
  const name = operation?.name?.value;
  return {
    name: name ? `${type} ${name}` : type,
    attributes: {
      'graphql.operation.type': type,
      ...(name && { 'graphql.operation.name': name }),
    },
  };
};

/** Puts operations that come by Yoga or a socket in spans; the others have theirs already. */
export function useTracing(): Plugin {
  return {
    onExecute: ({ executeFn, setExecuteFn }) =>
      setExecuteFn(async (args: ExecutionArgs) => {
        const { document, operationName, contextValue } = args;
        const execute = async (): Promise<unknown> => executeFn(args);
        if ('isTried' in (contextValue as object)) return execute();
        return traced(() => operationSpan(document, operationName), execute);
      }),
  };
}
