import type { Actor } from '#core/actor.ts';
import { isBackOffice } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { CustomField, Prisma } from '#generated/prisma/client.ts';
import { backOfficeRows, ofVisibleClient, visibleClients } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** Which client notes an actor may see: those of its clients, and never the clients themselves. */
export const visibleNotes = (actor: Actor): Prisma.ClientNoteWhereInput => ({
  AND: [backOfficeRows(actor), ofVisibleClient(actor)],
});

/** Which contacts an actor may see. */
export const visibleContacts = (actor: Actor): Prisma.ContactWhereInput => ofVisibleClient(actor);

/** Which client groups an actor may see: customers that of their own account. */
export const reachableClientGroups = (actor: Actor): Prisma.ClientGroupWhereInput =>
  isBackOffice(actor) ? {} : { clients: { some: visibleClients(actor) } };

/**
 * The client a change is about, as far as the actor may see it; another's is as absent as none.
 * @throws DomainError CLIENT_NOT_FOUND
 */
export async function clientFor<Select extends Prisma.ClientSelect>(
  { tx, actor }: Work,
  id: number | Prisma.ClientWhereInput,
  select: Select,
): Promise<Prisma.ClientGetPayload<{ select: Select }>> {
  const that = typeof id === 'number' ? { id } : id;
  const where: Prisma.ClientWhereInput = { AND: [that, visibleClients(actor)] };
  const client = await tx.client.findFirst({ where, select });
  if (!client) throw new DomainError('CLIENT_NOT_FOUND');
  return client as Prisma.ClientGetPayload<{ select: Select }>;
}

/**
 * Takes the client's row for the rest of the transaction, so that what was checked about it stays.
 */
export async function lockClient({ tx }: Work, id: number): Promise<void> {
  await tx.$queryRaw`select id from clients where id = ${id} for update`;
}

/**
 * The contact a change is about, as far as the actor may see it.
 * @param clientId whose it must be, where the caller says so
 * @throws DomainError CONTACT_NOT_FOUND
 */
export async function contactFor(
  { tx, actor }: Work,
  id: number,
  clientId?: number | null,
): Promise<{ id: number; clientId: number }> {
  const contact = await tx.contact.findFirst({
    where: { AND: [{ id, ...(clientId && { clientId }) }, visibleContacts(actor)] },
    select: { id: true, clientId: true },
  });
  if (!contact) throw new DomainError('CONTACT_NOT_FOUND');
  return contact;
}

/**
 * The note a change is about, as far as the actor may see it.
 * @param clientId whom it must be about, where the caller says so
 * @throws DomainError CLIENT_NOTE_NOT_FOUND
 */
export async function noteFor(
  { tx, actor }: Work,
  id: number,
  clientId?: number | null,
): Promise<{ id: number; clientId: number }> {
  const note = await tx.clientNote.findFirst({
    where: { AND: [{ id, ...(clientId && { clientId }) }, visibleNotes(actor)] },
    select: { id: true, clientId: true },
  });
  if (!note) throw new DomainError('CLIENT_NOTE_NOT_FOUND');
  return note;
}

/** The client group a change is about, held until it ends. @throws DomainError CLIENT_GROUP_NOT_FOUND */
export async function clientGroupFor({ tx }: Work, id: number): Promise<number> {
  const [group] = await tx.$queryRaw<{ id: number }[]>`
    select id from client_groups where id = ${id} for update`;
  if (!group) throw new DomainError('CLIENT_GROUP_NOT_FOUND');
  return group.id;
}

/**
 * The custom field a change is about, held against every other change (and new values) until this
 * one ends.
 * @throws DomainError CUSTOM_FIELD_NOT_FOUND
 */
export async function customFieldFor({ tx }: Work, id: number): Promise<CustomField> {
  await tx.$queryRaw`select id from custom_fields where id = ${id} for update`;
  const field = await tx.customField.findUnique({ where: { id } });
  if (!field) throw new DomainError('CUSTOM_FIELD_NOT_FOUND');
  return field;
}
