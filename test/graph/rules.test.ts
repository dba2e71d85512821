import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type ConstDirectiveNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema as built } from '#modules/schema.ts';

// The rules of the graph, each by one walk over the schema as it is printed.
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'), { assumeValid: true });

type Field = GraphQLField<unknown, unknown>;
interface Printed {
  astNode?: { directives?: readonly { name: { value: string } }[] } | null;
}

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const objects = types.filter(isObjectType);
const inputs = types.filter(isInputObjectType);
const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields());
const everyField = objects.flatMap((type) => fieldsOf(type).map((field) => ({ type, field })));
const rootFields = (name: string) => fieldsOf(schema.getType(name) as GraphQLObjectType);
const mutations = rootFields('Mutation').map((field) => ({
  field,
  payload: getNamedType(field.type) as GraphQLObjectType,
}));

const prints = ({ astNode }: Printed, directive: string): boolean =>
  astNode?.directives?.some(({ name }) => name.value === directive) ?? false;
const isNode = (type: GraphQLNamedType): type is GraphQLObjectType =>
  isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
const isConnection = (type: GraphQLNamedType): type is GraphQLObjectType =>
  isObjectType(type) && 'pageInfo' in type.getFields() && 'edges' in type.getFields();
const isList = ({ type }: { type: Field['type'] }) => isListType(getNullableType(type));
const typeOf = ({ type }: { type: Field['type'] | GraphQLInputField['type'] }): string =>
  getNamedType(type).name;
const connections = objects.filter(isConnection);
/** The rows of a connection. */
const rowOf = (connection: GraphQLObjectType) => getNamedType(connection.getFields().nodes!.type);
/** The type whose rows a field lists, page by page or at once. */
const listed = (field: Field): GraphQLNamedType | null => {
  const type = getNamedType(field.type);
  return isConnection(type) ? rowOf(type) : isList(field) ? type : null;
};
const paths = (found: { type: GraphQLNamedType; field: { name: string } }[]) =>
  found.map(({ type, field }) => `${type.name}.${field.name}`);

/** Whether somebody who lacks a permission gets null in place of what a type shows. */
const isGuarded = (type: GraphQLNamedType): boolean =>
  prints(type, 'access') || (isConnection(type) && isGuarded(rowOf(type)));
const isOpen = ({ description }: { description?: string | null }) =>
  description?.includes('Needs no permission') ?? false;

const roots = new Set(['Query', 'Mutation', 'Subscription']);

/** The texts in the arguments of a directive. */
function printedTexts(directive: ConstDirectiveNode | undefined): string[] {
  const values = directive?.arguments?.map(({ value }) => value) ?? [];
  return values.flatMap((value) =>
    [value.kind === Kind.LIST ? value.values : value]
      .flat()
      .flatMap((one) => (one.kind === Kind.STRING ? [one.value] : [])),
  );
}

/** Whether a field leads to nothing but the caller's own, which nobody is refused. */
function isOwn({ name }: GraphQLObjectType, field: Field): boolean {
  const type = built.getType(name) as GraphQLObjectType;
  return (type.getFields()[field.name]!.extensions as { isOwn?: boolean }).isOwn ?? false;
}

describe('R1: the permission stands at the type', () => {
  it('whatever a root field leads to prints its permission, or says that it needs none', () => {
    const open = [...rootFields('Query'), ...rootFields('Subscription')].filter((field) => {
      const type = getNamedType(field.type);
      // Behind an interface stands any type: each asks for its own.
      const isAny = isInterfaceType(type) || (isConnection(type) && isInterfaceType(rowOf(type)));
      return !isAny && !isGuarded(type) && !prints(field, 'access') && !isOpen(field);
    });
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('a type with rows prints it, or says that it needs none', () => {
    const open = objects.filter((type) => isNode(type) && !prints(type, 'access') && !isOpen(type));
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('any other type without it is reached as a part of one that has it, or of an answer', () => {
    const isPart = (part: GraphQLObjectType) =>
      everyField
        .filter(({ field }) => getNamedType(field.type) === part)
        .filter(({ type }) => roots.has(type.name) && type.name !== 'Mutation')
        .every(({ field }) => prints(field, 'access') || isOpen(field));
    const bare = objects.filter((type) => !isNode(type) && !isGuarded(type) && !isConnection(type));
    expect(bare.filter((type) => !isPart(type)).map(({ name }) => name)).toEqual([]);
  });
});

it('R2: what has a number is a row with an id, and no row is without one', () => {
  const bare = objects.filter((type) => 'databaseId' in type.getFields() && !isNode(type));
  expect(bare.map(({ name }) => name)).toEqual([]);
  const odd = objects.filter((type) => isNode(type) && String(type.getFields().id?.type) !== 'ID!');
  expect(odd.map(({ name }) => name)).toEqual([]);
});

describe('R3: one connection type per node type', () => {
  it('is named after it, and has edges, nodes, pageInfo and totalCount', () => {
    const parts = ['edges', 'nodes', 'pageInfo', 'totalCount'];
    const lacking = connections.filter((type) => parts.some((name) => !(name in type.getFields())));
    expect(lacking.map(({ name }) => name)).toEqual([]);
    // A search lists rows of any type.
    const rows = connections.filter((type) => !isInterfaceType(rowOf(type)));
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((type) => type.name !== `${rowOf(type).name}Connection`)).toEqual([]);
  });

  it('has totals where its rows have amounts that add up', () => {
    // Prices and limits do not: what a period costs, a fee, the most that somebody may owe; and the
    // funds of resellers are credit of clients, whose list sums it.
    const addsUp = (field: Field) =>
      typeOf(field) === 'Money' && !/(?:cost|fee|limit|^funds)$/i.test(field.name);
    const bare = connections.filter((type) => {
      const row = rowOf(type);
      return isObjectType(row) && fieldsOf(row).some(addsUp) && !('totals' in type.getFields());
    });
    expect(bare.map(({ name }) => name)).toEqual([]);
  });
});

describe('R4: one convention for lists', () => {
  it('every list of rows takes filter, orderBy and the arguments of pages', () => {
    const usual = ['filter', 'orderBy', 'first', 'after', 'last', 'before'];
    const odd = everyField.filter(({ field }) => {
      const type = getNamedType(field.type);
      if (!isConnection(type) || isInterfaceType(rowOf(type))) return false;
      return usual.some((name) => !field.args.some((arg) => arg.name === name));
    });
    expect(paths(odd)).toEqual([]);
  });

  it('a plain list of objects prints its bound', () => {
    const unbounded = everyField.filter(
      ({ type, field }) =>
        isList(field) &&
        isObjectType(getNamedType(field.type)) &&
        !isConnection(type) &&
        !prints(field, 'listSize'),
    );
    expect(paths(unbounded)).toEqual([]);
  });
});

describe('R6: edges, not numbers', () => {
  const isNumber = ({ name, type }: { name: string; type: Field['type'] }) =>
    /Ids?$/.test(name) && name !== 'databaseId' && getNamedType(type).name === 'Int';

  it('no field, argument or input is the number of a row', () => {
    const fields = everyField.flatMap(({ type, field }) => [
      ...(isNumber(field) ? [`${type.name}.${field.name}`] : []),
      ...field.args
        .filter((arg) => isNumber(arg as never))
        .map((arg) => `${type.name}.${field.name}(${arg.name})`),
    ]);
    const ofInputs = inputs.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isNumber(field as never))
        .map((field) => `${type.name}.${field.name}`),
    );
    expect([...fields, ...ofInputs]).toEqual([]);
  });

  it('the row stands beside each id', () => {
    const isId = ({ name, type }: Field) =>
      /[a-z]Ids?$/.test(name) && getNamedType(type).name === 'ID' && !name.startsWith('deleted');
    const bare = everyField.filter(({ type, field }) => {
      if (!isId(field)) return false;
      const stem = field.name.replace(/Ids?$/, '').toLowerCase();
      return !fieldsOf(type).some((other) => {
        const to = getNamedType(other.type);
        const name = other.name.replace(/s$/, '').toLowerCase();
        if (!isObjectType(to) && !isInterfaceType(to)) return false;
        // `ownerUserId` is `owner`; `notifiedDepartmentIds` are some of the `departments`.
        const isSome = stem.endsWith(name) && to.name.toLowerCase().startsWith(name);
        return stem.startsWith(name) || isSome;
      });
    });
    expect(paths(bare)).toEqual([]);
  });
});

it('R9: what may be refused is nullable, so that the rest of an answer stands', () => {
  const permissionsOf = ({ astNode }: GraphQLNamedType) =>
    printedTexts(astNode?.directives?.find(({ name }) => name.value === 'access'));
  const hard = everyField.filter(({ type, field }) => {
    const known = permissionsOf(type);
    const asked = permissionsOf(getNamedType(field.type));
    const isMore = asked.length > 0 && !(known.length && known.every((one) => asked.includes(one)));
    const mayRefuse = prints(field, 'access') || (isMore && !isOwn(type, field));
    // A page and its edges are refused where the list stands.
    const isWithin = /(?:Connection|Edge)$/.test(type.name);
    return isNonNullType(field.type) && !isWithin && (mayRefuse || roots.has(type.name));
  });
  expect(paths(hard)).toEqual([]);
});

it('R12: what a subscription tells has a type that is an enum', () => {
  const odd = rootFields('Subscription').filter((field) => {
    const type = getNamedType(field.type);
    const kind = isObjectType(type) ? type.getFields().type : undefined;
    return !kind || !isEnumType(getNamedType(kind.type));
  });
  expect(odd.map(({ name }) => name)).toEqual([]);
});

describe('R14: a mutation returns what it changed', () => {
  const taking = mutations.filter(({ field }) =>
    /^(delete|remove|withdraw|dismiss)/.test(field.name),
  );
  /** What takes an amount away adds an entry for it, and no row is gone. */
  const takesRow = ({ field }: { field: Field }) => {
    const input = field.args.map((arg) => getNamedType(arg.type)).find(isInputObjectType);
    return !(input && 'amount' in input.getFields());
  };

  /** Why a payload has nothing to show. */
  const EMPTY: Readonly<Record<string, string>> = {
    decryptPassword: 'changes nothing',
    encryptPassword: 'changes nothing',
    forgotPassword: 'says to nobody whether there is such an account',
    startSignIn: 'nobody has signed in yet, and who will is not known',
  };

  it('a payload shows what was changed, and not scalars alone', () => {
    /** Tasks are beside what was changed, unless a task it was. */
    const isBeside = (field: Field, asked: Field) => {
      const input = asked.args.map((arg) => getNamedType(arg.type)).find(isInputObjectType);
      return typeOf(field) === 'Task' && !(input && 'taskId' in input.getFields());
    };
    const bare = mutations.filter(({ field: asked, payload }) => {
      // Whose row is gone shows the row whose list it leaves, by the rule below.
      if ('deletedId' in payload.getFields()) return false;
      return !fieldsOf(payload).some((field) => {
        const type = getNamedType(field.type);
        const isRow = isObjectType(type) || isInterfaceType(type) || isUnionType(type);
        return isRow && !isBeside(field, asked);
      });
    });
    expect(bare.map(({ field }) => field.name).toSorted()).toEqual(Object.keys(EMPTY).toSorted());
  });

  it('a delete gives the id of the row that is gone', () => {
    expect(taking.length).toBeGreaterThan(40);
    const odd = taking
      .filter(takesRow)
      .filter(({ payload }) => String(payload.getFields().deletedId?.type) !== 'ID!');
    expect(odd.map(({ field }) => field.name)).toEqual([]);
  });

  it('a delete gives the row whose list it leaves', () => {
    const nounOf = (payload: GraphQLObjectType) =>
      /Global ID of the (\w+)/.exec(payload.getFields().deletedId?.description ?? '')?.[1] ?? '';
    /** The types that list a noun, and that it leads back to. */
    const parentsOf = (noun: string) => {
      const type = schema.getType(noun);
      if (!isObjectType(type)) return [];
      const back = fieldsOf(type)
        .filter((field) => !isList(field))
        .map(typeOf);
      return everyField
        .filter(({ type: parent, field }) => isNode(parent) && listed(field)?.name === noun)
        .map(({ type: parent }) => parent.name)
        .filter((name) => name !== noun && back.includes(name));
    };
    const odd = taking.filter(({ payload }) => {
      const parents = parentsOf(nounOf(payload));
      const shown = fieldsOf(payload).map(typeOf);
      return parents.length > 0 && !parents.some((name) => shown.includes(name));
    });
    expect(odd.map(({ field }) => field.name)).toEqual([]);
  });
});

it('R17: what is secret in an input is declared so', () => {
  // What stands as code is the name of something.
  const words = (description: string) => description.replaceAll(/`[^`]*`/g, '');
  const isSecret = /\b(?:passwords?|secret|EPP code|security code|card number|PIN)\b/i;
  /** It speaks of the secret itself, and not of what is said about one. */
  const told = inputs
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => typeOf(field) === 'String')
    .filter(({ field }) => isSecret.test(words(field.description ?? '')));
  expect(paths(told)).toEqual([]);
});
