import {
  getNamedType,
  getNullableType,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { beforeAll, expect, it, vi } from 'vitest';
import { schema } from '#modules/schema.ts';
import { commands } from '#transports/rapi/commands.ts';
import { paramsOf } from '#transports/rapi/fields.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { all, badTexts, doubtfulTexts, kindOf } from './bad-values.ts';

vi.setConfig({ testTimeout: 120_000 });

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

/** Numbers and dates that programs send by mistake, for each kind of field. */
const bad: Record<string, unknown[]> = {
  Decimal: ['1,000.00', '1e3', 'NaN', '0x10', '99999999999999999999'],
  Int: [2_147_483_648, 1.5, 'NaN', '1e3'],
  Date: ['0000-01-01', '2027-02-30', '1e3'],
  DateTime: ['0000-01-01T00:00:00Z', '2027-02-30T00:00:00Z', 'NaN'],
};
/** Numbers that some fields take and others refuse; the last is 1.1 × 3 as PHP writes it. */
const doubtful: Record<string, unknown[]> = {
  Decimal: ['999999999999999', -1, 3.3000000000000003],
  Int: [-1, 0, 2_147_483_647],
  Date: ['9999-12-31'],
  DateTime: ['9999-12-31T23:59:59Z'],
};

/** Something that fits an input: what is required, and nothing else. */
function plain(type: GraphQLInputType, field?: GraphQLInputField): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [plain(inner.ofType, field)];
  if (isEnumType(inner)) return inner.getValues()[0]!.name;
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields());
    if (inner.isOneOf) return { [fields[0]!.name]: plain(fields[0]!.type, fields[0]) };
    const required = fields.filter((one) => isNonNullType(one.type));
    return Object.fromEntries(required.map((one) => [one.name, plain(one.type, one)]));
  }
  const { relayGlobalIDFor } = (field?.extensions ?? {}) as {
    relayGlobalIDFor?: { typename: string }[];
  };
  const values: Record<string, unknown> = {
    ID: `${relayGlobalIDFor?.[0]?.typename ?? 'Client'}:1`,
    Int: 1,
    Decimal: '1',
    Boolean: false,
    Date: '2027-01-01',
    DateTime: '2027-01-01T00:00:00Z',
    CurrencyCode: 'USD',
    CountryCode: 'NL',
    JSON: {},
  };
  return values[inner.name] ?? 'x';
}

type Path = string[];

/** Every number and date below an input, as deep as lists of lines go. */
function numbersOf(type: GraphQLInputType, path: Path = []): { path: Path; kind: string }[] {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return path.length > 2
      ? []
      : Object.values(named.getFields()).flatMap((field) =>
          numbersOf(field.type, [...path, field.name]),
        );
  return named.name in bad ? [{ path, kind: named.name }] : [];
}

/** An input with a value at a place of it. */
function placed(type: GraphQLInputType, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return isListType(getNullableType(type)) ? [value] : value;
  const inner = getNullableType(type);
  if (isListType(inner)) return [placed(inner.ofType, [step, ...rest], value)];
  if (!isInputObjectType(inner)) return value;
  const below = placed(inner.getFields()[step]!.type, rest, value);
  return inner.isOneOf ? { [step]: below } : { ...(plain(inner) as object), [step]: below };
}

it('takes numbers and dates of the graph or refuses each by its path, never as our fault (M33, M34, M46)', async () => {
  const faults: string[] = [];
  const places = Object.values(schema.getMutationType()!.getFields()).flatMap((mutation) =>
    mutation.args.flatMap((arg) =>
      numbersOf(arg.type).map((place) => ({ mutation: mutation.name, arg, ...place })),
    ),
  );
  await all(places, async ({ mutation, arg, path, kind }) => {
    const fields = getNamedType(schema.getMutationType()!.getFields()[mutation]!.type);
    const selection = 'getFields' in fields ? ' { __typename }' : '';
    const document = `mutation ($v: ${arg.type}) { ${mutation}(${arg.name}: $v)${selection} }`;
    for (const value of [...bad[kind]!, ...doubtful[kind]!]) {
      const { errors } = await gateway.ask(document, { v: placed(arg.type, path, value) });
      const [error] = errors ?? [];
      const code = error?.extensions.code;
      const what = `${mutation}.${path.join('.')} = ${JSON.stringify(value)}`;
      if (error && (!code || /INTERNAL/.test(String(code)))) faults.push(`${what}: ${code}`);
      if (!bad[kind]!.includes(value)) continue;
      const named = (error?.extensions.issues as { path: Path }[] | undefined) ?? [];
      const isNamed = named.some((issue) => issue.path.includes(path.at(-1)!));
      if (!isNamed) faults.push(`${what}: ${code ?? 'taken'} ${error?.message ?? ''}`);
    }
  });
  expect(places.length).toBeGreaterThan(200);
  expect(faults).toEqual([]);
});

it('takes numbers and dates of every command or refuses them by name, never as our fault (M33, M34, M46)', async () => {
  const faults: string[] = [];
  const places = Object.entries(commands).flatMap(([command, { params }]) => {
    return Object.entries(paramsOf(params)).flatMap(([name, param]) => {
      const kind = kindOf(param);
      return kind ? [{ command, name, kind }] : [];
    });
  });
  await all(places, async ({ command, name, kind }) => {
    for (const value of [...badTexts[kind], ...doubtfulTexts[kind]]) {
      const { result, message = '' } = await gateway.rapi(command, { [name]: value });
      const what = `${command} ${name}=${value}: ${message}`;
      if (/something went wrong/i.test(message)) faults.push(what);
      const isBad = badTexts[kind].includes(value);
      if (isBad && result === 'success') faults.push(`${what} taken`);
      if (value === '3.3000000000000003' && message.includes('an amount')) faults.push(what);
    }
  });
  expect(places.length).toBeGreaterThan(300);
  expect(faults).toEqual([]);
});
