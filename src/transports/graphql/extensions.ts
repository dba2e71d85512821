import { type DocumentNode, type GraphQLSchema, NoDeprecatedCustomRule, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { onceFor } from '#core/once-for.ts';
import type { OperationContext } from './admission.ts';

/** Something deprecated that a document uses. */
export interface Warning {
  code: 'DEPRECATED';
  /** What it is, until when it stays, and what to use instead. */
  message: string;
}

/** What a document uses that is deprecated, each thing once; looked up once for a document. */
export function warningsOf(schema: GraphQLSchema, document: DocumentNode): readonly Warning[] {
  const bySchema = warningsOfDocument(document);
  let warnings = bySchema.get(schema);
  if (!warnings) {
    const found = validate(schema, document, [NoDeprecatedCustomRule], { maxErrors: 50 });
    const messages = new Set(found.map(({ message }) => message));
    warnings = [...messages].map((message) => ({ code: 'DEPRECATED', message }));
    bySchema.set(schema, warnings);
  }
  return warnings;
}

const warningsOfDocument = onceFor(
  (_document: DocumentNode) => new WeakMap<GraphQLSchema, readonly Warning[]>(),
);

/**
 * Adds to an answer what it was charged, where the request asked for it (`extensions.cost: true`),
 * and what it used that is deprecated; to an event its cursor.
 */
export function useExtensions(): Plugin<OperationContext> {
  return {
    // Each event says its place, whether or not the operation selects it.
    onSubscribe: ({ args }) => ({
      onSubscribeResult: () => ({
        onNext: ({ result, setResult }) => {
          const { cursor } = args.contextValue as unknown as OperationContext;
          if (cursor === undefined || Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cursor } });
        },
      }),
    }),
    onExecute: ({ args }) => {
      const context = args.contextValue as unknown as OperationContext;
      if (context.isStored) return undefined;
      const warnings = warningsOf(args.schema, args.document);
      const { extensions: sent } = context.params ?? {};
      const isCostAsked = sent?.cost === true;
      if (!isCostAsked && !warnings.length) return undefined;
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (Symbol.asyncIterator in result) return;
          const { cost: requested, ...budget } = context.charge ?? {};
          const extensions = {
            ...result.extensions,
            ...(isCostAsked && context.charge && { cost: { requested, ...budget } }),
            ...(warnings.length && { warnings }),
          };
          setResult({ ...result, extensions });
        },
      };
    },
  };
}
