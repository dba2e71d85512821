import { type Actor, isBackOffice } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { DomainError } from '#core/errors.ts';
import { normalizeEmail } from '#core/text.ts';
import type { RequestorType } from '#generated/prisma/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import type { Work } from '#schema/work.ts';
import { type GlobalId, staffMember } from '#modules/support/desk/staff-member.ts';

/** Who is said to write; customers say nothing, they write as themselves. */
export interface Claimed {
  clientId?: GlobalId | null | undefined;
  contactId?: GlobalId | null | undefined;
  adminId?: GlobalId | null | undefined;
  name?: string | null | undefined;
  email?: string | null | undefined;
}

/** Who writes, as a post records it. */
export interface Author {
  isStaff: boolean;
  clientId: number | null;
  userId: number | null;
  contactId: number | null;
  adminId: number | null;
  /** Empty unless the staff writes. */
  adminName: string;
  requestorType: RequestorType;
  name: string;
  email: string;
}

const blank = { clientId: null, userId: null, contactId: null, adminId: null, adminName: '' };

/**
 * Finds out who writes.
 * @param ofClient the client whose ticket it is; null for a guest's, undefined for one to be opened
 * @throws DomainError FORBIDDEN, CLIENT_NOT_FOUND, CONTACT_NOT_FOUND, STAFF_MEMBER_NOT_FOUND,
 * TICKET_AUTHOR_REQUIRED or TICKET_EMAIL_INVALID
 */
export async function authorOf(
  work: Work,
  claimed: Claimed,
  ofClient: number | null | undefined,
): Promise<Author> {
  const { clientId, adminId, contactId, name, email } = claimed;
  const isCustomer = !isBackOffice(work.actor);
  if (isCustomer && (adminId || name || email)) throw new DomainError('FORBIDDEN');
  if (work.actor.guestOf !== null) return itsGuest(work, work.actor.guestOf);
  if (adminId) return staffAuthor(work, adminId);
  const client = clientId ? keyOf(clientId) : isCustomer ? ownClient(work, ofClient) : null;
  if (client !== null) {
    // A client writes in its own tickets only, whoever passes its words on.
    // A guest's ticket is nobody's: staff may pass on the words of any client in it.
    const isOwn = ofClient === undefined || ofClient === client;
    if (!isOwn && (isCustomer || ofClient !== null)) throw new DomainError('CLIENT_NOT_FOUND');
    return clientAuthor(work, client, contactId ? keyOf(contactId) : null);
  }
  if (name || email) return guestAuthor(name, email);
  return ownStaffAuthor(work);
}

/** Whether what somebody writes under these names are words of the staff. */
export const writesAsStaff = (actor: Actor, { adminId, clientId, name, email }: Claimed): boolean =>
  isBackOffice(actor) && Boolean(adminId || !(clientId || name || email));

function ownClient({ actor }: Work, ofClient: number | null | undefined): number {
  const [only, ...others] = actor.clientIds;
  const client = ofClient ?? (others.length === 0 ? only : undefined);
  if (client === undefined)
    throw new DomainError('BAD_INPUT', 'clientId: say which client writes.', { field: 'clientId' });
  return client;
}

async function staffAuthor(work: Work, provided: GlobalId): Promise<Author> {
  const { id, name } = await staffMember(work, provided);
  return ofStaff(id, name);
}

const ofStaff = (adminId: number | null, adminName: string): Author => ({
  ...blank,
  isStaff: true,
  adminId,
  adminName,
  requestorType: 'OPERATOR',
  name: '',
  email: '',
});

/** Staff who name nobody write as themselves, a reseller under its brand. */
async function ownStaffAuthor(work: Work): Promise<Author> {
  const { actor, tx } = work;
  if (actor.adminId !== null)
    return staffAuthor(work, { typename: 'Admin', id: String(actor.adminId) });
  if (actor.resellerId === null) throw new DomainError('TICKET_AUTHOR_REQUIRED');
  const reseller = await tx.reseller.findUniqueOrThrow({
    where: { id: actor.resellerId },
    select: { brandName: true },
  });
  return ofStaff(null, reseller.brandName || 'Support');
}

async function clientAuthor(work: Work, id: number, contactId: number | null): Promise<Author> {
  const { tx, actor } = work;
  const client = await clientFor(work, id, { firstName: true, lastName: true, email: true });
  const author = { ...blank, isStaff: false, clientId: id };
  if (contactId !== null) {
    const contact = await tx.contact.findFirst({ where: { id: contactId, clientId: id } });
    if (!contact) throw new DomainError('CONTACT_NOT_FOUND');
    const named = { name: fullNameOf(contact), email: contact.email };
    return { ...author, contactId, requestorType: 'SUBACCOUNT', ...named };
  }
  const link =
    actor.userId === null
      ? null
      : await tx.userClient.findFirst({
          where: { userId: actor.userId, clientId: id },
          select: { isOwner: true, user: true },
        });
  const person = link?.user ?? client;
  const requestorType = !link || link.isOwner ? 'OWNER' : 'REGISTERED_USER';
  const named = { name: fullNameOf(person), email: person.email };
  return { ...author, userId: link ? actor.userId : null, requestorType, ...named };
}

/** The guest whose ticket it is, who writes by its link. */
async function itsGuest({ tx }: Work, id: number): Promise<Author> {
  const { name, email } = await tx.ticket.findUniqueOrThrow({
    where: { id },
    select: { name: true, email: true },
  });
  return { ...blank, isStaff: false, requestorType: 'GUEST', name, email };
}

function guestAuthor(name: string | null | undefined, provided: string | null | undefined): Author {
  if (!name?.trim() || !provided?.trim()) throw new DomainError('TICKET_AUTHOR_REQUIRED');
  const email = normalizeEmail(provided);
  if (!email) throw new DomainError('TICKET_EMAIL_INVALID', undefined, { field: 'email' });
  return { ...blank, isStaff: false, requestorType: 'GUEST', name: name.trim(), email };
}
