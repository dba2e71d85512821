import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType, parse } from 'graphql';
import { expect, it } from 'vitest';
import { warningsOf } from '#transports/graphql/extensions.ts';
import { unannouncedBreaks } from '../../scripts/unannounced-breaks.ts';

const before = `type Query {
  a: Int
  b: Int
  old: Int @deprecated(reason: "Use a. Until 2027-06-01.")
}`;

it('finds the breaks that nobody announced', () => {
  const after = 'type Query { a: String c: Int }';
  const find = (changelog: string) => unannouncedBreaks({ before, after, changelog });
  expect(find('')).toEqual(['Query.b was removed.', 'Query.a changed type from Int to String.']);
  expect(find('- Query.a changed type from Int to String.\n  - Query.b was removed.\n')).toEqual(
    [],
  );
});

it('warns of what is deprecated, each thing once', () => {
  const schema = buildSchema(before);
  const warned = warningsOf(schema, parse('{ old again: old a }'));
  expect(warned).toEqual([
    {
      code: 'DEPRECATED',
      message: 'The field Query.old is deprecated. Use a. Until 2027-06-01.',
    },
  ]);
  expect(warningsOf(schema, parse('{ a }'))).toEqual([]);
});

it('says of everything deprecated until which day it stays', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'), { assumeValid: true });
  const undated = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(
          ({ deprecationReason: reason }) => reason != null && !/\d{4}-\d\d-\d\d/.test(reason),
        )
        .map(({ name }) => `${type.name}.${name}`),
    );
  expect(undated).toEqual([]);
});
