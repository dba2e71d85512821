import { getOperationAST, Kind, type OperationDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '#schema/context.ts';

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
  for (const name of names) app.usage.count(credentialId, name, false);
}

/** Counts what each API credential runs, and how often it was refused. */
export function useUsage(): Plugin<Context> {
  return {
    onExecute({ args }) {
      const { app, actor, isStored } = args.contextValue as unknown as StoredContext;
      const operation = getOperationAST(args.document, args.operationName);
      const { credentialId } = actor;
      if (credentialId === null || !operation) return undefined;
      const names = namesOf(operation, isStored);
      return {
        onExecuteDone({ result }) {
          const refused = 'errors' in result && !!result.errors?.length;
          for (const name of names) app.usage.count(credentialId, name, refused);
        },
      };
    },
  };
}
