import { getNamedType, isLeafType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

const types = Object.values(schema.getTypeMap()).filter(isObjectType);
const nodeTypes = types.filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'));

let gateway: Gateway;
const invoices: Record<'carol' | 'rob', string> = { carol: '', rob: '' };

beforeAll(async () => {
  gateway = await openGateway();
  for (const who of ['carol', 'rob'] as const) {
    const { createInvoice } = await gateway.data(
      `mutation($input:CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}`,
      {
        input: {
          clientId: `Client:${gateway[who]}`,
          lines: [{ description: 'Work', unitPrice: '10.00' }],
          status: 'UNPAID',
        },
      },
    );
    invoices[who] = createInvoice.invoice.id;
  }
});

async function keyWith(...permissions: string[]): Promise<Record<string, string>> {
  const { createApiCredential } = await gateway.data(
    `mutation($input:CreateApiCredentialInput!){createApiCredential(input:$input){token}}`,
    { input: { kind: 'STAFF', name: 'k', permissions } },
  );
  return { authorization: `Bearer ${createApiCredential.token}` };
}

/** All columns of a type that need no arguments, as a selection. */
const leavesOf = (type: (typeof types)[number]) =>
  Object.values(type.getFields())
    .filter(({ type: of, args }) => isLeafType(getNamedType(of)) && args.length === 0)
    .map(({ name }) => name)
    .join(' ');

describe('node(id)', () => {
  it('gives the object of an id, with the rights of every other path (G51)', async () => {
    const { node, nodes } = await gateway.data(
      `query($a:ID!,$ids:[ID!]!){node(id:$a){__typename id ...on Invoice{status total{amount}}} nodes(ids:$ids){__typename id}}`,
      {
        a: invoices.carol,
        ids: [`Client:${gateway.rob}`, 'Invoice:2000000000', `Client:${gateway.carol}`],
      },
    );
    expect(node).toEqual({
      __typename: 'Invoice',
      id: invoices.carol,
      status: 'UNPAID',
      total: { amount: '10.00' },
    });
    expect(nodes).toEqual([
      { __typename: 'Client', id: `Client:${gateway.rob}` },
      null,
      { __typename: 'Client', id: `Client:${gateway.carol}` },
    ]);
    const query = `query($id:ID!){node(id:$id){id}}`;
    // Another's is as absent as none.
    expect(await gateway.data(query, { id: invoices.rob }, 'carol')).toEqual({ node: null });
    expect(await gateway.data(query, { id: invoices.rob }, 'reseller')).toEqual({
      node: { id: invoices.rob },
    });
    const refused = await gateway.ask(
      query,
      { id: invoices.carol },
      null,
      await keyWith('support:read'),
    );
    expect(refused.data).toEqual({ node: null });
    expect(refused.errors).toMatchObject([
      { path: ['node'], extensions: { code: 'FORBIDDEN', permission: 'billing:read' } },
    ]);
    for (const id of ['Nothing:1', 'Invoice:x', 'Invoice', 'Money:1', 'Invoice:2147483648']) {
      const { errors } = await gateway.ask(query, { id });
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_INPUT', issues: [{ path: ['id'] }] } },
      ]);
    }
  });

  it('refuses one type among several by itself (G51, R9)', async () => {
    const answer = await gateway.ask(
      `query($ids:[ID!]!){nodes(ids:$ids){id}}`,
      { ids: [`Client:${gateway.carol}`, invoices.carol] },
      null,
      await keyWith('clients:read'),
    );
    expect(answer.data).toEqual({ nodes: [{ id: `Client:${gateway.carol}` }, null] });
    expect(answer.errors).toMatchObject([
      { path: ['nodes', 1], extensions: { code: 'FORBIDDEN', permission: 'billing:read' } },
    ]);
  });

  it('knows one spelling of an id (G50)', async () => {
    for (const id of ['Invoice:01', 'Invoice:0000000001', 'Invoice:+1', 'Invoice: 1'])
      for (const field of ['node', 'invoice']) {
        const { errors } = await gateway.ask(`query($id:ID!){${field}(id:$id){id}}`, { id });
        expect(errors).toMatchObject([
          { extensions: { code: 'BAD_INPUT', issues: [{ path: ['id'] }] } },
        ]);
      }
  });

  it('reads every type with all its columns, by staff, reseller and customer (G51, G53)', async () => {
    expect(nodeTypes.length).toBeGreaterThan(86);
    const failures: unknown[] = [];
    for (const type of nodeTypes) {
      const query = `query($id:ID!){node(id:$id){...on ${type.name}{${leavesOf(type)}}}}`;
      for (const who of ['staff', 'reseller', 'carol'] as const) {
        const { errors = [] } = await gateway.ask(query, { id: `${type.name}:1` }, who);
        const others = errors.filter(({ extensions }) => extensions.code !== 'FORBIDDEN');
        if (others.length) failures.push([type.name, who, others]);
      }
    }
    expect(failures).toEqual([]);
  });

  it('shows the same as the path by which a row was found (G53, R2)', async () => {
    const paths = `{
      clients(first:5){nodes{id __typename firstName createdAt}}
      invoices(first:5){nodes{id __typename status items{id __typename description}}}
    }`;
    const found = { data: await gateway.data(paths) };
    const rows: Record<string, unknown>[] = [];
    const gather = (value: unknown) => {
      if (Array.isArray(value)) value.forEach(gather);
      else if (typeof value === 'object' && value) {
        if ('id' in value && '__typename' in value) rows.push(value as Record<string, unknown>);
        Object.values(value).forEach(gather);
      }
    };
    gather(found.data);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const columns = Object.entries(row)
        .filter(([, value]) => typeof value !== 'object' || value === null)
        .map(([key]) => key);
      const { node } = await gateway.data(
        `query($id:ID!){node(id:$id){...on ${String(row.__typename)}{${columns.join(' ')}}}}`,
        { id: row.id },
      );
      expect(node).toEqual(Object.fromEntries(columns.map((key) => [key, row[key]])));
    }
  });
});

describe('connection types', () => {
  // What a search finds is of several types, and is counted by each.
  const connections = types.filter(
    ({ name }) => name.endsWith('Connection') && name !== 'SearchConnection',
  );

  it('are one for each node type, with nodes and totalCount (G52, R3)', () => {
    const nouns = connections.map((type) => {
      const { nodes, edges, pageInfo, totalCount } = type.getFields();
      expect([type.name, !!nodes && !!edges && !!pageInfo && !!totalCount]).toEqual([
        type.name,
        true,
      ]);
      const noun = getNamedType(nodes!.type).name;
      expect(type.name).toBe(`${noun}Connection`);
      expect(getNamedType(edges!.type).name).toBe(`${noun}Edge`);
      return noun;
    });
    expect(new Set(nouns).size).toBe(connections.length);
  });

  it('let one fragment serve the root and every parent (G52)', async () => {
    const { invoices: all, client } = await gateway.data(
      `query($id:ID!){invoices{...T} client(by:{id:$id}){invoices{...T}}}
       fragment T on InvoiceConnection{totalCount nodes{id}}`,
      { id: `Client:${gateway.carol}` },
    );
    expect(all).toEqual({
      totalCount: 2,
      nodes: [{ id: invoices.carol }, { id: invoices.rob }],
    });
    expect(client.invoices).toEqual({ totalCount: 1, nodes: [{ id: invoices.carol }] });
  });
});
