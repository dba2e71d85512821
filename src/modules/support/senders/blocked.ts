import { isBackOffice } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';

/** What somebody is about to post, and for which client. */
export interface Post {
  clientId: number | null;
  email: string;
  subject: string;
  message: string;
}

/**
 * Stops what a block forbids: the address or its whole domain, a subject, a phrase in the text.
 * A reseller's block holds for its customers. The back office writes whatever it passes on.
 * @throws DomainError TICKET_SENDER_BLOCKED
 */
export async function ensureNotBlocked(
  { tx, actor }: Work,
  { clientId, email, subject, message }: Post,
): Promise<void> {
  if (isBackOffice(actor)) return;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const [block] = await tx.$queryRaw<{ id: number }[]>`
    select id from blocked_senders
    where (reseller_id is null
        or reseller_id = (select reseller_id from clients where id = ${clientId}))
      and ((kind = 'SENDER' and value in (${email}, ${domain}, ${`@${domain}`}))
        or (kind = 'SUBJECT' and strpos(lower(${subject}), lower(value)) > 0)
        or (kind = 'PHRASE' and strpos(lower(${message}), lower(value)) > 0))
    limit 1`;
  if (block) throw new DomainError('TICKET_SENDER_BLOCKED');
}
