import {
  type ExecutionArgs,
  getOperationAST,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '#schema/context.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import { isDryRun } from '#schema/dry-run/directive.ts';
import { INTERNAL } from './mask.ts';

/** Marks the context of a stored operation: it is counted by its name, the legacy command. */
export interface StoredContext extends Context {
  isStored?: boolean;
}

/** What an operation is counted as: the legacy command it is stored for, else its root fields. */
function namesOf(operation: OperationDefinitionNode, isStored: boolean | undefined): string[] {
  if (isStored && operation.name) return [operation.name.value];
  const fields = operation.selectionSet.selections.filter(({ kind }) => kind === Kind.FIELD);
  return [...new Set(fields.map((field) => ('name' in field ? field.name.value : '')))];
}

const known = new WeakMap<OperationDefinitionNode, string[]>();

/** Counts a run that was answered without the pipeline, and so without an error. */
export function countAnswered(
  { app, actor, isStored }: StoredContext,
  operation: OperationDefinitionNode,
): void {
  const { credentialId } = actor;
  if (credentialId === null) return;
  const names = known.get(operation) ?? namesOf(operation, isStored);
  known.set(operation, names);
  for (const name of names) app.usage.count(credentialId, name, null);
}

/** What documents are counted as that are not valid: their fields may have any name. */
const UNKNOWN = 'unknown';

/** The code of an error, before it is masked. */
function codeOf(error: GraphQLError): string {
  if (asUnavailable(error.originalError ?? error)) return 'UNAVAILABLE';
  const { code } = error.extensions;
  return typeof code === 'string' ? code : INTERNAL;
}

/** Counts what each API credential runs, and how often and why it was refused. */
export function useUsage(): Plugin<Context> {
  return {
    onValidate:
      ({ context }) =>
      ({ valid }) => {
        const { app, actor } = context as unknown as StoredContext;
        if (valid) return;
        app.metrics.errors.inc({ transport: 'graphql', code: 'BAD_REQUEST' });
        if (actor.credentialId !== null)
          app.usage.count(actor.credentialId, UNKNOWN, 'BAD_REQUEST');
      },
    onExecute({ args }) {
      const { app, actor, isStored } = args.contextValue as unknown as StoredContext;
      const operation = getOperationAST(args.document, args.operationName);
      const { credentialId } = actor;
      const isCounted = credentialId !== null && operation && !isDryRun(args as ExecutionArgs);
      const names = isCounted ? namesOf(operation, isStored) : [];
      return {
        onExecuteDone({ result }) {
          const [error] = ('errors' in result && result.errors) || [];
          const code = error ? codeOf(error) : null;
          if (code && !isStored) app.metrics.errors.inc({ transport: 'graphql', code });
          for (const name of names) app.usage.count(credentialId!, name, code);
        },
      };
    },
  };
}
