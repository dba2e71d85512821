import type { App } from '#schema/app.ts';

/** Templates that carry what a person wrote: everything else is a notice of the gateway's own. */
const written = new Set([
  'Ticket Reply',
  'Ticket Opened by Staff',
  'New Ticket (Staff)',
  'New Ticket Reply (Staff)',
]);

/** The most emails of a thread that one names (RFC 5322, 3.6.4 asks for no more than is of use). */
const MOST_REFERENCES = 10;

interface Sent {
  id: bigint;
  to: string;
  relatedType: string | null;
  relatedId: number | null;
  template: { name: string } | null;
}

/**
 * What mail programs go by: the thread of a ticket (RFC 5322, 3.6.4), and that nobody wrote the
 * email, so that nobody's holiday notice answers it (RFC 3834, 5).
 */
export async function headersOfEmail(app: App, email: Sent): Promise<Record<string, string>> {
  const thread = email.relatedType === 'ticket' ? await threadBefore(app, email) : [];
  const isNotice = email.template !== null && !written.has(email.template.name);
  return {
    ...(thread.length > 0 && { 'In-Reply-To': thread.at(-1)!, References: thread.join(' ') }),
    ...(isNotice && { 'Auto-Submitted': 'auto-generated' }),
  };
}

/** The emails of the same ticket that the same reader had before: the first, then the latest. */
async function threadBefore({ db }: App, { id, to, relatedId }: Sent): Promise<string[]> {
  const where = { relatedType: 'ticket', relatedId, to, id: { lt: id } };
  const select = { messageId: true };
  const first = await db.email.findFirst({ where, select, orderBy: { id: 'asc' } });
  const latest = await db.email.findMany({
    where,
    select,
    orderBy: { id: 'desc' },
    take: MOST_REFERENCES - 1,
  });
  const ids = [...(first ? [first] : []), ...latest.toReversed()];
  return [...new Set(ids.map(({ messageId }) => `<${messageId}>`))];
}
