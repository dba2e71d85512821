import { type Actor, nobody } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { Permission } from '#core/permissions.ts';
import { constantTimeEqual } from '#core/secret.ts';
import type { App } from '#schema/app.ts';

/** The number and the key in the link of a guest's emails, as a token: `ticket:482915:<key>`. */
const LINK = /^ticket:([^:\s]{1,50}):([\w-]{8,64})$/;

const permissions = new Set<Permission>(['support:read', 'support:reply']);

/**
 * The guest who opened a ticket, known by its link alone: reads and answers that ticket, and
 * nothing else. Null for a token that is no such link.
 * @throws DomainError TICKET_NOT_FOUND for a wrong number or key, or the ticket of a client;
 * RATE_LIMITED after too many of them from one address
 */
export async function guestActor(app: App, token: string, ip: string): Promise<Actor | null> {
  const [, number, key = ''] = LINK.exec(token) ?? [];
  if (number === undefined) return null;
  const ticket = await app.db.ticket.findUnique({
    where: { number },
    select: { id: true, accessKey: true, clientId: true },
  });
  if (ticket?.clientId === null && constantTimeEqual(ticket.accessKey, key))
    return {
      ...nobody,
      kind: 'customer',
      id: `guest:${ticket.id}`,
      permissions,
      guestOf: ticket.id,
    };
  await app.limiter.attempt(`address:${ip}`);
  throw new DomainError('TICKET_NOT_FOUND');
}
