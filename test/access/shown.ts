import { readers } from './readers.ts';
import { execute, parse } from 'graphql';
import type { Actor } from '#core/actor.ts';
import type { Permission } from '#core/permissions.ts';
import { schema } from '#modules/schema.ts';
import { readPermissionsOf } from '#schema/access.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { estateOf, isModel, type Owner } from './estate.ts';
import type { GiveId } from './documents.ts';
import { objectsIn, type Walk } from './walk.ts';

/** The global ids of somebody's rows, one of every model that can be made. */
export async function estateIds(app: App, owner: Owner): Promise<Map<string, string>> {
  const estate = estateOf(app.db, owner);
  const ids = new Map<string, string>();
  for (const model of Object.keys(schema.getTypeMap()).filter(isModel)) {
    const id = await estate.rowOf(model).catch(() => null);
    if (id !== null) ids.set(model, `${model}:${id}`);
  }
  return ids;
}

/** Asks for rows of an estate; for what it lacks, the first there is. */
export const givenFrom =
  (ids: ReadonlyMap<string, string>): GiveId =>
  (type) =>
    ids.get(type) ?? `${type}:1`;

/** The context of an actor who holds these permissions. */
export function contextOf(app: App, actor: Actor, held: readonly Permission[]): Context {
  const requestInfo = { requestId: 'walk', ip: '127.0.0.1', userAgent: '', idempotencyKey: null };
  const permissions = new Set(held);
  return { app, db: app.db, actor: { ...actor, permissions }, requestInfo } as unknown as Context;
}

/** One object of an answer. */
export interface Shown {
  path: string;
  type: string;
  id: string | undefined;
}

/** Every object that an operation shows in this context. */
export async function shownBy({ name, document, variables }: Walk, context: Context) {
  const { data } = await execute({
    schema,
    document: parse(document),
    variableValues: variables,
    contextValue: context,
  });
  return { isAnswered: Boolean(data?.[name]), shown: shownIn(data, name) };
}

function shownIn(data: unknown, path: string): Shown[] {
  const found: Shown[] = [];
  for (const { __typename: type, id } of objectsIn(data)) if (type) found.push({ path, type, id });
  return found;
}

/** The permissions that read a type, written down apart from it; null where everybody may. */
const named = new Map(
  Object.entries(readers).flatMap(([permissions, types]) =>
    types
      .split(' ')
      .map((type) => [type, permissions === 'nobody' ? null : permissions.split(' ')] as const),
  ),
);

/** Whether permissions that read a type are among those held: by what is written down of it. */
export function mayRead(type: string, held: readonly Permission[]): boolean {
  const read = named.has(type) ? named.get(type) : readPermissionsOf(schema.getType(type)!);
  return !read || read.some((permission) => held.some((own) => own === permission));
}
