import SchemaBuilder, { BasePlugin, type SchemaTypes } from '@pothos/core';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Actor, mayCall, mayChange } from '#core/actor.ts';
import type { Permission } from '#core/permissions.ts';
import { DomainError } from '#core/errors.ts';

/** Which rows an actor may see, as a condition of Prisma's. */
export type Visible = (actor: Actor) => object;

/** Any of these permissions reads a type; null where everybody may read it. */
export type ReadAccess = Permission | readonly Permission[] | null;

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how Pothos learns of a plugin
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      access: AccessPlugin<Types>;
    }
    // oxlint-disable-next-line no-unused-vars -- merges with the declaration of Pothos
    export interface ObjectTypeOptions<Types extends SchemaTypes, Shape> {
      /**
       * The permission to read objects of this type, on every path that leads to them; any one of
       * a list is enough, and null opens the type to everybody. Required where a type shows rows.
       */
      read?: ReadAccess;
      /**
       * Which rows of the type an actor may see, as a condition on its model. Required of every
       * type that implements Node: `node(id)` finds what other paths lead to, and no more.
       */
      visible?: Visible;
    }
  }
}

/** What a field asks of the caller because of the type it leads to. */
export interface FieldAccess {
  /** Any of these permissions; null for none. */
  read: readonly Permission[] | null;
  /** The author wrote a non-null field: null stands there only beside an error. */
  isSemanticNonNull: boolean;
}

const optionsOf = ({ extensions }: { extensions: object }) =>
  ((extensions as { pothosOptions?: object }).pothosOptions ?? {}) as {
    read?: ReadAccess;
    visible?: Visible;
  };

const declaredLater = new Map<string, Visible>();

/** Declares which rows of a type an actor may see, where only a module further up can say it. */
export const declareVisible = (typeName: string, visible: Visible): void =>
  void declaredLater.set(typeName, visible);

/** Which rows of a type an actor may see; undefined for a type that has none of its own. */
export const visibleOf = (type: GraphQLObjectType): Visible | undefined =>
  optionsOf(type).visible ?? declaredLater.get(type.name);

const listOf = (read: ReadAccess): readonly Permission[] | null =>
  typeof read === 'string' ? [read] : read;

/** The permissions a type was declared with; null for an open type, undefined for none declared. */
export const declaredRead = (type: GraphQLObjectType): readonly Permission[] | null | undefined => {
  const { read } = optionsOf(type);
  return read === undefined ? undefined : listOf(read);
};

/** The permissions a field was declared with, besides those of the type it leads to. */
export function scopedPermissions(field: GraphQLField<unknown, unknown>): readonly Permission[] {
  const { authScopes } = optionsOf(field) as { authScopes?: Record<string, unknown> };
  const { permission, $all } = authScopes ?? {};
  const named = permission ?? ($all as { permission?: unknown } | undefined)?.permission;
  return typeof named === 'string' ? [named as Permission] : [];
}

/** The permissions that read a type: its own, or those of the rows a connection or edge holds. */
export function readPermissionsOf(type: GraphQLNamedType): readonly Permission[] | null {
  if (!isObjectType(type)) return null;
  const declared = declaredRead(type);
  if (declared !== undefined) return declared;
  const inner = heldBy(type);
  return inner ? readPermissionsOf(getNamedType(inner.type)) : null;
}

/** The field of a connection or an edge that leads to its rows. */
function heldBy(type: GraphQLObjectType): GraphQLField<unknown, unknown> | undefined {
  const { edges, pageInfo, node, cursor } = type.getFields();
  return edges && pageInfo ? edges : node && cursor ? node : undefined;
}

/** Types whose readers follow from other types: roots, pages and what holds their rows. */
const isDerived = (type: GraphQLObjectType): boolean =>
  roots.has(type.name) || type.name === 'PageInfo' || heldBy(type) !== undefined;

/**
 * `extensions` of a field that leads to nothing but the caller's own person: everybody may see
 * that. What is reached from there asks for the permissions of its types as everywhere.
 */
export const own = { isOwn: true };

/** What a field asks of the caller because of the type it leads to. */
export const accessOf = ({ extensions }: GraphQLField<unknown, unknown>): FieldAccess | undefined =>
  (extensions as { access?: FieldAccess }).access;

/** The error of a caller who lacks a permission. */
export const forbidden = ({ kind }: Actor, permission?: Permission): DomainError =>
  kind === 'nobody'
    ? new DomainError('UNAUTHENTICATED')
    : new DomainError('FORBIDDEN', undefined, permission ? { permission } : {});

/** Whether the actor holds one of these permissions. */
export const holdsOne = ({ permissions }: Actor, requested: readonly Permission[]): boolean =>
  requested.some((permission) => permissions.has(permission));

type Resolve = GraphQLFieldResolver<unknown, { actor: Actor }>;

/**
 * Reads are authorized where a type is declared: every field that leads to a type asks for the
 * type's permission before it resolves, roots, relations, payloads and events alike. A field that
 * may be refused is nullable, so that the rest of an answer stands.
 */
export class AccessPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    for (const type of Object.values(schema.getTypeMap())) {
      if (isAbstractType(type)) guardAbstract(type);
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      if (declaredRead(type) === undefined && !isDerived(type))
        throw new Error(`${type.name} does not declare who may read it: \`read\`.`);
      if (type.getInterfaces().some(({ name }) => name === 'Node') && !visibleOf(type))
        throw new Error(`${type.name} does not declare which rows an actor may see: \`visible\`.`);
      for (const field of Object.values(type.getFields())) guardField(type, field);
    }
    return schema;
  }
}

function guardField(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): void {
  const read = readThrough(parent, field);
  const isScoped = 'authScopes' in optionsOf(field);
  if (!read && !isScoped && !roots.has(parent.name)) return;
  const isSemanticNonNull = isNonNullType(field.type);
  field.extensions = { ...field.extensions, access: { read, isSemanticNonNull } };
  field.type = getNullableType(field.type);
  const isRoot = roots.has(parent.name);
  if (!read && !isRoot) return;
  const guard =
    (next: Resolve): Resolve =>
    (source, args, context, info) => {
      const { actor } = context;
      if (isRoot) checkLimits(actor, parent.name, field);
      if (read && !holdsOne(actor, read)) throw forbidden(actor, read[0]);
      return next(source, args, context, info);
    };
  if (field.resolve) field.resolve = guard(field.resolve as Resolve) as never;
  if (field.subscribe) field.subscribe = guard(field.subscribe as Resolve) as never;
}

/**
 * What limits a credential besides its permissions, for every transport alike: one with a list of
 * commands may use the root fields that serve them, and a suspended reseller may only read.
 * @throws DomainError FORBIDDEN naming the command, RESELLER_SUSPENDED
 */
function checkLimits(actor: Actor, root: string, field: GraphQLField<unknown, unknown>): void {
  const { legacy = [] } = field.extensions as { legacy?: readonly string[] };
  if (actor.commands && field.name !== 'viewer' && !legacy.some((name) => mayCall(actor, name)))
    throw new DomainError('FORBIDDEN', undefined, { command: legacy[0] ?? field.name });
  if (root === 'Mutation') mayChange(actor);
}

const roots = new Set(['Query', 'Mutation', 'Subscription']);

/** What a field asks of those who see its parent already; null for nothing more. */
function readThrough(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>) {
  if ((field.extensions as { isOwn?: boolean }).isOwn) return null;
  const read = readPermissionsOf(getNamedType(field.type));
  const known = readPermissionsOf(parent);
  return read && known?.every((permission) => read.includes(permission)) ? null : read;
}

/** An interface or union shows a type only once it is known which. */
function guardAbstract(type: ReturnType<typeof getNamedType>): void {
  if (!isAbstractType(type) || !type.resolveType) return;
  const next = type.resolveType;
  type.resolveType = (value, context: { actor: Actor }, info, abstract) => {
    const check = (name: string | undefined) => {
      const found = name === undefined ? undefined : info.schema.getType(name);
      const read = found ? readPermissionsOf(found) : null;
      if (read && !holdsOne(context.actor, read)) throw forbidden(context.actor, read[0]);
      return name;
    };
    const named = next(value, context, info, abstract);
    return named instanceof Promise ? named.then(check) : check(named as string | undefined);
  };
}

SchemaBuilder.registerPlugin('access', AccessPlugin as never);
