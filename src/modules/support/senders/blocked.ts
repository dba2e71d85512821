import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';

/** What somebody is about to post. */
export interface Post {
  email: string;
  subject: string;
  message: string;
}

/**
 * Stops what a block forbids: the address or its whole domain, a subject, a phrase in the text.
 * @throws DomainError TICKET_SENDER_BLOCKED
 */
export async function ensureNotBlocked(tx: Tx, { email, subject, message }: Post): Promise<void> {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const [block] = await tx.$queryRaw<{ id: number }[]>`
    select id from blocked_senders
    where (kind = 'SENDER' and value in (${email}, ${domain}, ${`@${domain}`}))
       or (kind = 'SUBJECT' and strpos(lower(${subject}), lower(value)) > 0)
       or (kind = 'PHRASE' and strpos(lower(${message}), lower(value)) > 0)
    limit 1`;
  if (block) throw new DomainError('TICKET_SENDER_BLOCKED');
}
