import { z } from 'zod';
import type { Actor } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { builder } from '#schema/builder.ts';
import type { AccountRef } from './account.ts';
import { User } from '#modules/access/users/user.ts';
import { managedUserId, type WhichUser } from '#modules/access/users/visible-users.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type GlobalId = { typename: string; id: string };

/** The input of every change to somebody's sign-in: whose it is. */
export const whoseInput = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => ({
  userId: t.globalID({
    for: User,
    description:
      'ID of the user the operation concerns. Default, when `clientId` is omitted too: the signed-in user.',
  }),
  clientId: t.globalID({
    description:
      'ID of a client, `Client:7`, whose owner is the user the operation concerns. Not together with `userId`.',
  }),
});

/** Whose it is, also by the bare number that the legacy commands send. */
export const whoseInputOrNumber = (
  t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>,
  description: string,
) => ({
  ...whoseInput(t),
  databaseId: t.int({ description, validate: z.number().int().positive() }),
});

/** What `whoseInput` was given. */
export interface WhoseInput {
  userId?: GlobalId | null | undefined;
  clientId?: GlobalId | null | undefined;
}

/**
 * The key of a client's id. Clients are of a higher module, so that its type is looked at here.
 * @throws DomainError BAD_INPUT for the id of anything else
 */
export function clientKey(id: GlobalId): number {
  if (id.typename === 'Client') return keyOf(id);
  const message = `"${id.typename}:${id.id}" is not the id of a Client.`;
  throw new DomainError('BAD_INPUT', message, { field: 'clientId' });
}

/** The user an input names. @throws DomainError BAD_INPUT when it names both a user and a client */
export function whichUser({ userId, clientId }: WhoseInput): WhichUser {
  if (userId && clientId)
    throw new DomainError('BAD_INPUT', 'Give a user or a client, not both.', { field: 'clientId' });
  return { userId: userId && keyOf(userId), clientId: clientId && clientKey(clientId) };
}

/**
 * The account an input names, as far as the actor may change it; a staff member who names nobody
 * means the own one.
 * @throws DomainError USER_NOT_FOUND
 */
export async function accountFor(
  db: Db | Tx,
  actor: Actor,
  input: WhoseInput,
): Promise<AccountRef> {
  const which = whichUser(input);
  const ownStaff = actor.sessionId !== null && actor.adminId !== null;
  if (!which.userId && !which.clientId && ownStaff)
    return { kind: 'admin', id: actor.adminId ?? 0 };
  return { kind: 'user', id: await managedUserId(db, actor, which) };
}
