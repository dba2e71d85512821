import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { OperationContext } from './admission.ts';
import { requestErrors } from './request-errors.ts';

/** Gives codes and places to what is wrong with a request: its document or its variables. */
export function useRequestErrors(): Plugin<OperationContext> {
  return {
    onParse:
      () =>
      ({ result, replaceParseResult }) => {
        if (result instanceof GraphQLError)
          replaceParseResult(requestErrors([result], null)[0] as never);
      },
    onValidate:
      ({ params }) =>
      ({ valid, result, setResult }) => {
        const document = params.documentAST as DocumentNode;
        if (!valid) setResult(requestErrors(result as readonly GraphQLError[], { document }));
      },
    onExecute: ({ args }) => onDone(args),
    onSubscribe: ({ args }) => ({ onSubscribeResult: onDone(args).onExecuteDone }),
  };
}

interface Done {
  result: unknown;
  setResult: (result: never) => void;
}

function onDone({ document, contextValue }: { document: DocumentNode; contextValue?: unknown }) {
  const { isStored } = contextValue as OperationContext;
  return {
    onExecuteDone: ({ result, setResult }: Done) => {
      const { data, errors } = result as ExecutionResult;
      if (data === undefined && errors)
        setResult({ errors: requestErrors(errors, { document, isStored }) } as never);
    },
  };
}
