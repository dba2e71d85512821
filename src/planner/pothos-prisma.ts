// Everything that knows how plugin-prisma works inside is in this file; its version is pinned.
import { RootFieldBuilder } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  Kind,
} from 'graphql';
import { Unplanned } from './catalog.ts';

/** A field's `select`: which columns and relations of its row it needs. */
export type Select = Readonly<Record<string, unknown>>;

/** A `select` that depends on arguments and context, as plugin-prisma calls it. */
export type SelectFunction = (
  args: object,
  context: object,
  nested: (query: unknown) => unknown,
  selectedNames: () => ReadonlySet<string>,
) => unknown;

/** What plugin-prisma noted about a field. */
export interface FieldMarks {
  select: Select | SelectFunction | null;
  /** The column an exposing field shows. */
  column: string | null;
  /** The relation a relation field follows. */
  relation: string | null;
  /** The field's own resolver, without what plugins put around it. */
  resolve: GraphQLFieldResolver<unknown, never> | null;
  /** It has a resolver that reads its relation itself. */
  isOwnRead: boolean;
  /** It reads rows of its own, whatever its parent is. */
  isRoot: boolean;
}

interface Extensions {
  pothosPrismaModel?: string;
  pothosPrismaSelect?: Select | SelectFunction;
  pothosExposedField?: string;
  pothosPrismaRelationField?: { name: string };
  pothosPrismaFallback?: unknown;
  pothosConfig?: { resolve?: GraphQLFieldResolver<unknown, never> };
  plannerRoot?: Root;
}

/** The model whose rows a type shows; undefined for other types. */
export const modelNameOf = ({ extensions }: GraphQLNamedType): string | undefined =>
  (extensions as Extensions).pothosPrismaModel;

/** What a type needs of every row; undefined for a type that reads whole rows. */
export const typeSelectOf = ({ extensions }: GraphQLObjectType) =>
  (extensions as Extensions).pothosPrismaSelect as Select | undefined;

export function fieldMarks({ extensions }: GraphQLField<unknown, unknown>): FieldMarks {
  const marks = extensions as Extensions;
  return {
    select: marks.pothosPrismaSelect || null,
    column: marks.pothosExposedField ?? null,
    relation: marks.pothosPrismaRelationField?.name ?? null,
    resolve: marks.pothosConfig?.resolve ?? null,
    isOwnRead: marks.pothosPrismaFallback !== undefined,
    isRoot: marks.plannerRoot !== undefined,
  };
}

type Resolver = (...args: unknown[]) => unknown;

/** What the author of a field that reads rows wrote, kept for the planner. */
export interface Root {
  isConnection: boolean;
  /** `(query, parent, args, context, info) => rows` */
  resolve: Resolver;
  /** `(parent, args, context, info) => number` */
  totalCount: Resolver | undefined;
}

/** What the author of a field wrote, if it is one that reads rows. */
export const rootOf = (extensions: unknown): Root | undefined =>
  (extensions as Extensions | undefined)?.plannerRoot;

/** Stands in for a connection's resolvers where a call of them was planned. */
export interface Planning {
  resolve: (query: object, parent: unknown, args: unknown, context: unknown) => unknown;
  /** The number of all rows, once `resolve` has read them; undefined if they were not counted. */
  total: () => number | undefined;
}

const PLANNING = Symbol('planner.planning');
type PlannedInfo = GraphQLResolveInfo & { [PLANNING]?: Planning };
type Options = Record<string, unknown> & { resolve: Resolver; totalCount?: Resolver };
type Method = (options: Options, ...rest: unknown[]) => unknown;

// The authors' resolvers are out of reach once plugin-prisma has wrapped them, so its methods are
// wrapped in turn; what they do is not changed.
const methods = RootFieldBuilder.prototype as unknown as Record<string, Method>;
for (const name of ['prismaField', 'prismaConnection']) {
  const original = methods[name]!;
  const isConnection = name === 'prismaConnection';
  methods[name] = function (options, ...rest) {
    const { resolve, totalCount } = options;
    const plannerRoot = { isConnection, resolve, totalCount };
    const extensions = { ...(options.extensions as object), plannerRoot };
    const planned = isConnection ? plannable(options) : options;
    return original.call(this, { ...planned, extensions }, ...rest);
  };
}

/** A connection's resolvers, giving way to a `Planning` that the call brings along. */
function plannable(options: Options): Options {
  const { resolve, totalCount } = options;
  const counting: Resolver = (...call) => {
    const total = (call[3] as PlannedInfo)[PLANNING]?.total();
    return total ?? totalCount!(...call);
  };
  return {
    ...options,
    resolve: (...call) => {
      const planning = (call[4] as PlannedInfo)[PLANNING];
      if (!planning) return resolve(...call);
      const [query, parent, args, context] = call;
      return planning.resolve(query as object, parent, args, context);
    },
    ...(totalCount && { totalCount: counting }),
  };
}

/** Selects nothing of a connection's nodes, so that plugin-prisma has nothing to work out. */
const nothing: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: 'connection' },
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'pageInfo' } }],
  },
};

/** The info under which a connection's own resolver does all but the reading. */
export const infoFor = (info: GraphQLResolveInfo, planning: Planning): GraphQLResolveInfo =>
  ({ ...info, fieldNodes: [nothing], [PLANNING]: planning }) as PlannedInfo;

/**
 * The `select` that plugin-prisma would have handed to the resolver. Asking for it also notes,
 * under the context, that the rows about to be read hold all of the selection.
 * @param node for a connection, what its nodes must have and the name of their type; for a field of
 * an interface, the name of the type that is read.
 */
export function nativeSelect(
  context: object,
  info: GraphQLResolveInfo,
  node?: { select?: Select; typeName: string },
): Select {
  const query = queryFromInfo({
    context,
    info,
    awaitSelections: true,
    ...node,
    ...(node?.select && {
      paths: [[{ name: 'nodes' }], [{ name: 'edges' }, { name: 'node' }]],
    }),
  } as never) as { select?: Select };
  if (!query.select) throw new Unplanned('a selection that has to be waited for');
  return query.select;
}
