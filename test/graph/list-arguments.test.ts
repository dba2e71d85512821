import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputObjectType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import { isPage } from '#schema/lists/list-size.ts';

/** Conditions that are no field of the rows, and what they say of them. */
const DERIVED: Readonly<Record<string, string>> = {
  'Affiliate.country': 'of the client it is',
  'JournalSet.client': 'of its entries',
  'JournalSet.invoice': 'of its entries',
  'KnowledgeBaseArticle.tag': 'one of `tags`',
  'Ticket.email': 'of the guest who opened it',
  'Ticket.selection': 'a standard view',
  'Ticket.tag': 'one of `tags`',
  'Tld.category': 'one of `categories`',
  'Tld.features': 'the flags that hold',
  'Transaction.reference': 'its number or its gateway’s',
  'User.client': 'one whose account they may enter',
  'User.companyName': 'of such a client',
  'User.phoneNumber': 'of such a client',
};

interface List {
  path: string;
  noun: string;
  isRoot: boolean;
  /** Whether its rows hold words that people look for. */
  isSearched: boolean;
  args: ReadonlyMap<string, GraphQLField<unknown, unknown>['args'][number]>;
}

const isSorted = ({ extensions }: GraphQLField<unknown, unknown>) => 'isSearched' in extensions;

const lists: List[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields()).flatMap((field): List[] => {
      const page = getNamedType(field.type);
      const path = `${type.name}.${field.name}`;
      // A search lists rows of several types, best first: its own arguments are its filter.
      if (!isObjectType(page) || !isPage(page) || !isSorted(field)) return [];
      const args = new Map(field.args.map((arg) => [arg.name, arg] as const));
      const isRoot = type === schema.getQueryType();
      const { isSearched } = field.extensions as { isSearched: boolean };
      return [{ path, noun: page.name.replace(/Connection$/, ''), isRoot, isSearched, args }];
    }),
  );

const inputOf = ({ args }: List, name: string) =>
  getNamedType(args.get(name)!.type) as GraphQLInputObjectType;

describe('every list of rows takes the same arguments, wherever it stands (R4, G57)', () => {
  it('pages, filters, orders and searches', () => {
    expect(lists.length).toBeGreaterThan(60);
    const expected = ({ isRoot, isSearched }: List) =>
      [
        'after',
        'before',
        'filter',
        'first',
        'last',
        'orderBy',
        ...(isRoot ? ['offset'] : []),
        ...(isSearched ? ['query'] : []),
      ].toSorted();
    const wrong = lists.filter(
      (list) => [...list.args.keys()].toSorted().join() !== expected(list).join(),
    );
    expect(wrong.map(({ path, args }) => `${path}(${[...args.keys()].join()})`)).toEqual([]);
  });

  it('by inputs that are named after its type', () => {
    const wrong = lists.filter(
      (list) =>
        inputOf(list, 'filter').name !== `${list.noun}Filter` ||
        String(list.args.get('orderBy')!.type) !== `[${list.noun}Order!]`,
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('by filters whose fields are called as the fields of the rows (G56, G58)', () => {
    const logic = new Set(['and', 'or', 'not']);
    const filters = new Map(lists.map((list) => [list.noun, inputOf(list, 'filter')]));
    const odd: string[] = [];
    for (const [noun, filter] of filters) {
      const row = schema.getType(noun);
      const columns = isObjectType(row) ? row.getFields() : {};
      for (const field of Object.values(filter.getFields())) {
        const type = getNullableType(field.type);
        const named = getNamedType(type);
        const column = columns[field.name];
        // No id and no enum alone: a list, of which any is meant.
        if (['ID'].includes(named.name) && !isListType(type)) odd.push(`${noun}.${field.name}: ID`);
        // A day, a moment or an amount alone finds what nobody looks for.
        if (['Date', 'DateTime', 'Decimal'].includes(named.name)) odd.push(`${noun}.${field.name}`);
        if (isInputObjectType(named) || logic.has(field.name) || column) continue;
        if (named.name === 'Boolean' || DERIVED[`${noun}.${field.name}`]) continue;
        odd.push(`${noun}.${field.name} is no field of ${noun}`);
      }
    }
    expect(odd).toEqual([]);
  });
});
