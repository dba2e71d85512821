import { DomainError } from '#core/errors.ts';
import type { TicketStatus } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { isText } from '#schema/text-filter.ts';

/**
 * The status with this title or key, in any case: `Customer-Reply` and `customerreply` are one.
 * @throws DomainError TICKET_STATUS_NOT_FOUND
 */
export async function statusFor(tx: Tx, param: string): Promise<TicketStatus> {
  const requested = isText(param.trim());
  const status = await tx.ticketStatus.findFirst({
    where: { OR: [{ title: requested }, { key: requested }] },
    orderBy: { id: 'asc' },
  });
  if (!status) throw new DomainError('TICKET_STATUS_NOT_FOUND', undefined, { field: 'status' });
  return status;
}

/** What a ticket's columns become with a status: closed from now, or not closed. */
export const inStatus = ({ id, key }: TicketStatus, at: Date) => ({
  statusId: id,
  closedAt: key === 'closed' ? at : null,
});
