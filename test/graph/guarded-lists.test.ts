import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  Kind,
} from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

// R1 on the way through a list: what may not be read is neither narrowed, nor sorted, nor added up
// by, since its value would come out of which rows are found.
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'), { assumeValid: true });

interface Printed {
  astNode?: { directives?: readonly { name: { value: string }; arguments?: unknown }[] } | null;
}

const permissionOf = ({ astNode }: Printed): string | undefined => {
  const access = astNode?.directives?.find(({ name }) => name.value === 'access');
  const [argument] = (access?.arguments ?? []) as { value: { kind: Kind; value?: string } }[];
  return argument?.value.kind === Kind.STRING ? argument.value.value : undefined;
};

/** A field of rows that asks for more than its type, and the root list of the type. */
const guarded = Object.values(schema.getQueryType()!.getFields()).flatMap((list) => {
  const connection = getNamedType(list.type);
  if (!isObjectType(connection) || !connection.name.endsWith('Connection')) return [];
  const row = getNamedType(connection.getFields().nodes!.type);
  if (!isObjectType(row)) return [];
  const read = permissionOf(row as never);
  return Object.values(row.getFields()).flatMap((field) => {
    const needs = permissionOf(field as never);
    return needs && read && needs !== read ? [{ list, row, field: field.name, read, needs }] : [];
  });
});

type Guarded = (typeof guarded)[number];

const constant = (name: string) =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** What a list can be asked for by a field of its rows. */
function questionsOf({ list, row, field }: Guarded): string[] {
  const typeOf = (name: string) => {
    const found = list.args.find((arg) => arg.name === name);
    return found && getNamedType(found.type);
  };
  const [filter, order] = [typeOf('filter'), typeOf('orderBy')];
  const value: Record<string, string> = { AmountRange: '{ from: "0" }', Boolean: 'true' };
  const asked: string[] = [];
  const condition = isInputObjectType(filter) && filter.getFields()[field];
  if (condition) {
    const text = value[getNamedType(condition.type).name] ?? '[]';
    for (const said of [`${field}: ${text}`, `or: [{ not: { ${field}: ${text} } }]`])
      asked.push(`${list.name}(filter: { ${said} }) { nodes { id } }`);
  }
  const key = isInputObjectType(order) && getNamedType(order.getFields().field!.type);
  if (isEnumType(key) && key.getValue(constant(field)))
    asked.push(`${list.name}(orderBy: [{ field: ${constant(field)} }]) { nodes { id } }`);
  const totals = schema.getType(`${row.name}Totals`) as GraphQLObjectType | undefined;
  if (totals && field in totals.getFields()) asked.push(`${list.name} { totals { ${field} } }`);
  return asked;
}

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

it('no list is narrowed, sorted or added up by what its reader may not read', async () => {
  const questions = guarded.flatMap((one) => questionsOf(one).map((text) => ({ ...one, text })));
  // Credit and balance of clients, each four times.
  expect(questions.length).toBeGreaterThanOrEqual(8);
  const open: string[] = [];
  for (const { text, read, needs } of questions) {
    const { createApiCredential } = await gateway.data(
      `mutation ($may: [String!]!) { createApiCredential(input: { kind: STAFF, name: "k",
        permissions: $may }) { token } }`,
      { may: [read] },
    );
    const authorization = `Bearer ${createApiCredential.token}`;
    const { errors } = await gateway.ask(`{ ${text} }`, {}, null, { authorization });
    const told = errors?.map(({ extensions: { code, permission } }) => `${code} ${permission}`);
    if (!told?.includes(`FORBIDDEN ${needs}`)) open.push(`${text}: ${told?.join() ?? 'answered'}`);
    // Whoever may is answered.
    expect((await gateway.ask(`{ ${text} }`)).errors, text).toBeUndefined();
  }
  expect(open).toEqual([]);
});
