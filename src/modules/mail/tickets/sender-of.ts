import { fullNameOf } from '#core/names.ts';
import type { Ticket } from '#generated/prisma/client.ts';
import type { Claimed } from '#modules/support/tickets/author.ts';
import type { Work } from '#schema/work.ts';

/** Who of those that take part in a ticket has this address; null for nobody. */
export async function senderOf(
  work: Work,
  ticket: Pick<Ticket, 'clientId' | 'contactId' | 'name' | 'email' | 'cc'>,
  email: string,
): Promise<Claimed | null> {
  const { clientId, contactId, name, cc } = ticket;
  const ofClient =
    clientId === null ? null : await ofItsClient(work, { clientId, contactId }, email);
  if (ofClient) return ofClient;
  if (clientId === null && email === ticket.email.toLowerCase()) return { name, email };
  // Whoever was copied in writes under the address.
  if (cc.some((address) => address.toLowerCase() === email)) return { name: email, email };
  const admin = await work.tx.admin.findFirst({
    where: { email, isDisabled: false },
    select: { id: true },
  });
  return admin && { adminId: { typename: 'Admin', id: String(admin.id) } };
}

const mayUseTickets = { permissions: { has: 'tickets' } };

/**
 * The client itself, one of its contacts that reads what is written about tickets, or one of its
 * users who may use them.
 */
async function ofItsClient(
  { tx }: Work,
  { clientId: id, contactId }: { clientId: number; contactId: number | null },
  email: string,
): Promise<Claimed | null> {
  const clientId = { typename: 'Client', id: String(id) };
  const client = await tx.client.findUnique({ where: { id }, select: { email: true } });
  if (client?.email === email) return { clientId };
  const contact = await tx.contact.findFirst({
    where: {
      clientId: id,
      email,
      OR: [{ supportEmails: true }, mayUseTickets, { id: contactId ?? -1 }],
    },
    select: { id: true },
  });
  if (contact) return { clientId, contactId: { typename: 'Contact', id: String(contact.id) } };
  const link = await tx.userClient.findFirst({
    where: {
      clientId: id,
      user: { email, status: 'ACTIVE' },
      OR: [{ isOwner: true }, mayUseTickets],
    },
    select: { user: { select: { firstName: true, lastName: true } } },
  });
  return link && { name: fullNameOf(link.user), email };
}
