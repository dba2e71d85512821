import { buildSchema, findBreakingChanges, type GraphQLSchema, isObjectType } from 'graphql';

/** Two printed schemas, and what is announced of the way from one to the other. */
export interface Comparison {
  before: string;
  after: string;
  changelog: string;
}

/** The breaking changes that no line of the change log says, word for word. */
export function unannouncedBreaks({ before, after, changelog }: Comparison): string[] {
  const old = buildSchema(before, { assumeValid: true });
  const announced = new Set(
    changelog.split('\n').map((line) => line.replace(/^\s*-\s*/, '').trim()),
  );
  return findBreakingChanges(old, buildSchema(after, { assumeValid: true }))
    .map(({ description }) => description)
    .filter((description) => !announced.has(description) && !wasDeprecated(old, description));
}

/** Whether a change takes away a field that was deprecated: its reason has announced that. */
function wasDeprecated(schema: GraphQLSchema, description: string): boolean {
  const [, typeName = '', fieldName = ''] = /^(\w+)\.(\w+) was removed\.$/.exec(description) ?? [];
  const type = schema.getType(typeName);
  return isObjectType(type) && type.getFields()[fieldName]?.deprecationReason != null;
}
