import { DirectiveLocation, type ExecutionArgs, getOperationAST, GraphQLDirective } from 'graphql';
import type { Context } from '#schema/context.ts';

/** `mutation @dryRun { … }`: says what the changes would come to, and undoes them. */
export const dryRunDirective = new GraphQLDirective({
  name: 'dryRun',
  description:
    'Makes the changes of a mutation, answers as they would, says what they come to in `extensions.effects`, and undoes them. The header `Dry-Run: 1` does the same.',
  locations: [DirectiveLocation.MUTATION],
});

/** Whether an operation is only tried. */
export function isDryRun({ document, operationName, contextValue }: ExecutionArgs): boolean {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'mutation') return false;
  const isMarked = operation.directives?.some(({ name }) => name.value === dryRunDirective.name);
  const { requestInfo } = contextValue as Context;
  return isMarked || (requestInfo?.isDryRun ?? false);
}
