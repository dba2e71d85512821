import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

/** An operation made from the schema: one root field with values of the right kinds. */
export interface Made {
  document: string;
  variables: Record<string, unknown>;
  /** The types of the ids among the values. */
  idTypes: string[];
}

/** Gives the id to send where one of this type is wanted. */
export type GiveId = (typename: string) => string;

type Input = GraphQLArgument | GraphQLInputField;

/** Makes an operation for a root field; with `everything`, optional ids are sent as well. */
export function operationFor(
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  giveId: GiveId,
  everything = false,
): Made {
  const idTypes: string[] = [];
  const give: GiveId = (typename) => {
    idTypes.push(typename);
    return giveId(typename);
  };
  const variables: Record<string, unknown> = {};
  const sent: string[] = [];
  for (const arg of field.args) {
    const value = valueFor(arg, give, everything);
    if (value === undefined) continue;
    variables[arg.name] = value;
    sent.push(`$${arg.name}: ${String(arg.type)}`);
  }
  const declared = sent.length ? `(${sent.join(', ')})` : '';
  const names = Object.keys(variables).map((name) => `${name}: $${name}`);
  const passed = names.length ? `(${names.join(', ')})` : '';
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  const document = `${kind}${declared} { ${field.name}${passed}${selection} }`;
  return { document, variables, idTypes };
}

function valueFor(input: Input, give: GiveId, everything: boolean): unknown {
  const required = isNonNullType(input.type);
  const typename = typenameOf(input);
  if (!required && !(everything && holdsIds(input))) return undefined;
  return valueOf(input.type, typename, give, everything);
}

/** The type of row an id input names, as the schema was told. */
function typenameOf({ extensions }: Input): string | null {
  const types = extensions.relayGlobalIDFor as { typename: string }[] | null | undefined;
  return types?.[0]?.typename ?? null;
}

const isId = ({ extensions }: Input) => extensions.isRelayGlobalID === true;

function holdsIds(input: Input, seen = new Set<string>()): boolean {
  if (isId(input)) return true;
  const type = getNamedType(input.type);
  if (!isInputObjectType(type) || seen.has(type.name)) return false;
  seen.add(type.name);
  return Object.values(type.getFields()).some((field) => holdsIds(field, seen));
}

function valueOf(
  type: GraphQLInputType,
  typename: string | null,
  give: GiveId,
  everything: boolean,
): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, typename, give, everything);
  if (isListType(type)) return [valueOf(type.ofType, typename, give, everything)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    // A filter holds filters: one level of it is enough.
    const own = fields.filter((field) => getNamedType(field.type) !== type);
    const chosen = type.isOneOf ? fields.slice(0, 1) : own;
    const provided = chosen.map((field) => {
      const value =
        type.isOneOf === true
          ? valueOf(field.type, typenameOf(field), give, everything)
          : valueFor(field, give, everything);
      return [field.name, value] as const;
    });
    return Object.fromEntries(provided.filter(([, value]) => value !== undefined));
  }
  if (type.name === 'ID') return give(typename ?? 'Client');
  return plain[type.name] ?? 'x';
}

/** A well-formed value of each scalar. */
const plain: Record<string, unknown> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  String: 'x',
  Decimal: '1',
  Date: '2026-11-21',
  DateTime: '2026-11-21T00:00:00Z',
  CountryCode: 'GB',
  CurrencyCode: 'USD',
  JSON: {},
  Secret: 'x',
};
