import { getNamedType, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';

const fieldsOf = (name: string) => {
  const type = schema.getType(name);
  return isObjectType(type) ? type.getFields() : {};
};

it('leads from one noun to the others that the trade knows beside it (R55, M56)', () => {
  const edges: Record<string, string[]> = {
    Query: ['node', 'nodes', 'quote', 'transaction'],
    Order: ['invoice'],
    Service: ['order', 'promotion', 'invoices'],
    Domain: ['order', 'service'],
    InvoiceItem: ['service', 'domain', 'serviceAddon'],
    Client: ['quotes', 'cart', 'fundsInfo'],
  };
  const missing = Object.entries(edges).flatMap(([type, names]) =>
    names.filter((name) => !(name in fieldsOf(type))).map((name) => `${type}.${name}`),
  );
  expect(missing).toEqual([]);
});

it('sorts and filters transactions by gateway and date (R55, M56)', () => {
  const { args } = fieldsOf('Query').transactions!;
  const names = (arg: string) => {
    const type = getNamedType(args.find(({ name }) => name === arg)!.type);
    return 'getFields' in type ? Object.keys(type.getFields()) : [];
  };
  expect(names('filter')).toEqual(expect.arrayContaining(['gateway', 'happenedAt']));
  expect(names('orderBy')).toContain('field');
});
