import type { GraphQLObjectType } from 'graphql';
import type { Actor } from '#core/actor.ts';
import { forbidden, holdsOne, readPermissionsOf } from '#schema/access.ts';
import { builder, pageSize } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { searchedText } from '#schema/lists/conditions.ts';
import { edgeToNode, loadNode } from '#schema/node.ts';
import { listDescriptions } from '#schema/list.ts';
import { countKinds, mostCounted } from './count.ts';
import { findPage, type Hit } from './find.ts';
import { type Match, type Search } from './parts.ts';
import { type Kind, kinds } from './kinds.ts';

const valueOf = ({ type }: Kind) => type.toUpperCase();

const SearchType = builder.enumType('SearchType', {
  description: 'Type of object that the search finds.',
  values: Object.fromEntries(
    kinds.map((kind) => [
      valueOf(kind),
      { value: kind.type, description: `Objects of the type \`${kind.type}\`.` },
    ]),
  ),
});

const SearchMatch = builder.enumType('SearchMatch', {
  description: 'How an object was found.',
  values: {
    EXACT: { description: 'The text is its name, address, number or ID.' },
    START: { description: 'Every word begins one of these.' },
    PART: {
      description:
        'Every word is a part of one of these. Only where nothing is found in another way.',
    },
  } satisfies Record<Match, object> as Record<Match, { description: string }>,
});

const SearchCount = builder.objectRef<{ kind: Kind; count: number }>('SearchCount').implement({
  read: null,
  description: 'Number of objects of a type that a search finds.',
  fields: (t) => ({
    type: t.field({
      type: SearchType,
      description: 'Type of the counted objects.',
      resolve: ({ kind }) => kind.type,
    }),
    count: t.exposeInt('count', {
      description: `Number of objects found, at most ${mostCounted}.`,
    }),
  }),
});

const SearchEdge = builder.objectRef<Hit>('SearchEdge').implement({
  read: null,
  description: 'An object that a search found, and its cursor.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Place of the object in the results.' }),
    matchedOn: t.field({
      type: SearchMatch,
      description: 'How the object was found.',
      resolve: ({ match }) => match,
    }),
    node: t.field(edgeToNode<Hit>({ description: 'The object.', idOf: ({ id }) => id })),
  }),
});

interface Page {
  search: Search;
  hits: Hit[];
  hasNextPage: boolean;
  isFirst: boolean;
}

const SearchPageInfo = builder.pageInfoRef();

const SearchConnection = builder.objectRef<Page>('SearchConnection').implement({
  read: null,
  description: 'A page of what a search found, best first.',
  fields: (t) => ({
    edges: t.field({
      type: [SearchEdge],
      description: 'What was found, with cursors.',
      resolve: ({ hits }) => hits,
    }),
    nodes: t.field({
      type: [builder.nodeInterfaceRef() as never],
      nullable: { list: true, items: true },
      description: 'What was found.',
      resolve: ({ hits }, _args, context, info) =>
        Promise.all(hits.map(async ({ id }) => loadNode(id, context, info))) as never,
    }),
    pageInfo: t.field({
      type: SearchPageInfo,
      description: 'Whether there is more.',
      resolve: ({ hits, hasNextPage, isFirst }) => ({
        hasNextPage,
        hasPreviousPage: !isFirst,
        startCursor: hits[0]?.cursor ?? null,
        endCursor: hits.at(-1)?.cursor ?? null,
      }),
    }),
    totalCount: t.int({
      weight: 100,
      description: `Number of objects found, of each type at most ${mostCounted}.`,
      resolve: async ({ search }, _args, context) => {
        const counts = await countKinds(context, search);
        return counts.reduce((sum, { count }) => sum + count, 0);
      },
    }),
    counts: t.field({
      type: [SearchCount],
      listSize: kinds.length,
      weight: 100,
      description: 'Number of objects found of each type the actor may read.',
      resolve: ({ search }, _args, context) => countKinds(context, search),
    }),
  }),
});

/** The kinds that are asked for, as far as the actor may read them. */
function readable(
  { actor }: Context,
  asked: readonly string[] | null | undefined,
  typeOf: (name: string) => GraphQLObjectType,
): Kind[] {
  const mayRead = (holder: Actor, kind: Kind) => {
    const read = readPermissionsOf(typeOf(kind.type));
    return !read || holdsOne(holder, read);
  };
  const open = kinds.filter((kind) => mayRead(actor, kind));
  if (!open.length) throw forbidden(actor, 'clients:read');
  return asked ? open.filter(({ type }) => asked.includes(type)) : open;
}

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    weight: 100,
    description:
      'Clients, contacts, users, domains, services, invoices, orders, tickets and payments by what a person types: parts of names and addresses in any order, domain names, numbers. Best matches first: what is called so to the letter, then what begins so, then what holds the words anywhere, if one of them has three letters or more (two in Chinese, Japanese, Korean, Thai and other scripts that put no spaces between words). Types the actor may not read are left out.',
    args: {
      query: t.arg.string({
        required: true,
        description: 'Words to search for, in any order.',
        validate: searchedText,
      }),
      types: t.arg({ type: [SearchType], description: 'Only these types. Default: all.' }),
      first: t.arg.int({ description: listDescriptions.first }),
      after: t.arg.string({ description: 'Cursor after which the page begins.' }),
    },
    resolve: async (_root, { query, types, first, after }, context, { schema }) => {
      const typeOf = (name: string) => schema.getType(name) as GraphQLObjectType;
      const search = { text: query, kinds: readable(context, types, typeOf) };
      const size = first ?? pageSize.usual;
      const page = await findPage(context, search, { first: size, after: after ?? null });
      return { search, ...page, isFirst: !after };
    },
  }),
);
