import {
  type GraphQLField,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
} from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import type { Db } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { plannedClient, readingClient } from '#planner/front.ts';
import { openGateway } from '#test/gateway.ts';
import { writeBook } from './book.ts';
import { run } from './planned.ts';

/** Every connection of the schema whose rows are in the book, walked in every order, both ways. */
let app: App;
const clients: Record<string, Db> = {};
beforeAll(async () => {
  ({ app } = await openGateway());
  await writeBook(app.database, 14);
  clients.planned = plannedClient(app.database);
  clients.native = readingClient(app.database);
});

interface Edge {
  cursor: string;
  node: { __typename: string; id?: string };
}

const isConnection = (field: GraphQLField<unknown, unknown>) =>
  getNamedType(field.type).name.endsWith('Connection') &&
  field.args.some(({ name }) => name === 'after') &&
  field.args.every(({ type }) => !String(type).endsWith('!'));

function ordersOf(field: GraphQLField<unknown, unknown>): string[] {
  const orderBy = field.args.find(({ name }) => name === 'orderBy');
  if (!orderBy) return [''];
  const input = getNamedType(orderBy.type) as GraphQLInputObjectType;
  const values = (getNamedType(input.getFields().field!.type) as GraphQLEnumType).getValues();
  return values.flatMap(({ name }) =>
    ['ASC', 'DESC'].map((direction) => `orderBy:{field:${name},direction:${direction}},`),
  );
}

const nodeType = (field: GraphQLField<unknown, unknown>) => {
  const edge = getNamedType(
    (getNamedType(field.type) as GraphQLObjectType).getFields().edges!.type,
  ) as GraphQLObjectType;
  return getNamedType(edge.getFields().node!.type) as GraphQLObjectType;
};

const roots = Object.values(schema.getQueryType()!.getFields()).filter(isConnection);

type Ask = (args: string) => Promise<Edge[]>;

async function walk(ask: Ask, what: string): Promise<number> {
  const all = await ask('first:100');
  const forward: Edge[] = [];
  for (let after = ''; ;) {
    const page = await ask(`first:3${after}`);
    if (!page.length) break;
    forward.push(...page);
    after = `,after:"${page.at(-1)!.cursor}"`;
    expect(forward.length, what).toBeLessThanOrEqual(all.length);
  }
  expect(forward, what).toEqual(all);
  const backward: Edge[] = [];
  for (let before = ''; ;) {
    const page = await ask(`last:3${before}`);
    if (!page.length) break;
    backward.unshift(...page);
    before = `,before:"${page[0]!.cursor}"`;
    expect(backward.length, what).toBeLessThanOrEqual(all.length);
  }
  expect(backward, what).toEqual(all);
  return all.length;
}

const shown = (type: GraphQLObjectType) => (type.getFields().id ? '__typename id' : '__typename');

for (const way of ['planned', 'native'])
  it(`walks every list to its last row, in every order and both ways: ${way} (G21, G24)`, async () => {
    const counts: Record<string, number> = {};
    const data = async (document: string) => {
      const answer = await run(app, clients[way]!, { document, variables: {} } as never);
      expect(answer.errors, document).toBeUndefined();
      // oxlint-disable-next-line typescript/no-explicit-any -- the document says what is there
      return answer.data as any;
    };
    for (const root of roots)
      for (const order of ordersOf(root))
        counts[root.name] = await walk(
          async (args) =>
            (
              await data(
                `{ list: ${root.name}(${order}${args}) { edges { cursor node { ${shown(nodeType(root))} } } } }`,
              )
            ).list.edges,
          `${root.name} ${order}`,
        );
    for (const root of roots) {
      const type = nodeType(root);
      if (!isObjectType(type) || !type.getFields().id) continue;
      for (const inner of Object.values(type.getFields()).filter(isConnection))
        counts[`${root.name}.${inner.name}`] = await walk(async (args) => {
          const { list } = await data(
            `{ list: ${root.name}(first: 4) { edges { node { inner: ${inner.name}(${args}) { edges { cursor node { ${shown(nodeType(inner))} } } } } } } }`,
          );
          const full = list.edges.find((edge: { node: { inner: unknown } }) => edge.node.inner);
          return full?.node.inner.edges ?? [];
        }, `${root.name}.${inner.name}`);
    }
    expect(Object.keys(counts).length).toBeGreaterThan(35);
    expect(Object.values(counts).filter((count) => count > 4).length).toBeGreaterThan(20);
  }, 300_000);
