import { matchNone } from '#modules/access/visible.ts';
import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Email, EmailAttachment, Prisma } from '#generated/prisma/client.ts';
import type { OutgoingEmail, MailAddress, Mailer } from '#providers/mailers/mailer.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { nextPause } from './pauses.ts';
import { sendJob } from './post-email.ts';

/** How long one process holds an e-mail while it is being sent, in seconds. */
const LEASE_SECONDS = 180;

/** What is left of an email that held a secret, once it was sent. */
const WIPED = 'This email held something secret. Its text was removed when it was sent.';

const mailers = new Map<string, Mailer>();

/** The one connection pool to a mail server in this process. */
async function mailerAt(url: string): Promise<Mailer> {
  const { connectSmtp } = await import('#providers/mailers/smtp.ts');
  const mailer = mailers.get(url) ?? connectSmtp(url);
  mailers.set(url, mailer);
  return mailer;
}

/** Closes the connections to mail servers. */
export function closeMailers(): void {
  for (const mailer of mailers.values()) mailer.close();
  mailers.clear();
}

/**
 * Hands an e-mail to the mail server, if it waits for that. A server that is away or says "later"
 * is asked again after growing pauses, for three days; what it refuses for good has failed. Where
 * the answer got lost the email goes again under the same Message-ID, since an email twice is
 * better than none.
 */
export async function deliverEmail(app: App, id: number): Promise<void> {
  const url = app.config.smtpUrl;
  const email = url ? await take(app, id) : null;
  if (!url || !email) return;
  try {
    const mailer = await mailerAt(url);
    await mailer.send(await outgoingEmailOf(app, email));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const pause = error.outcome === 'REFUSED' ? null : nextPause(email.attempts);
    return pause === null ? fail(app, id, error.message) : later(app, id, error.message, pause);
  }
  const { isSensitive } = email;
  await app.db.email.update({
    where: { id },
    data: {
      status: 'SENT',
      sentAt: now(),
      leaseUntil: null,
      nextAttemptAt: null,
      failure: '',
      ...(isSensitive && { html: `<p>${WIPED}</p>`, text: WIPED }),
    },
  });
}

type Taken = Email & { attachments: EmailAttachment[] };

/** Takes an e-mail for this process, unless it was sent or another one is at it. */
async function take({ db }: App, id: number): Promise<Taken | null> {
  const at = now();
  const free: Prisma.EmailWhereInput[] = [
    { status: 'PENDING' },
    { status: 'SENDING', leaseUntil: { lt: at } },
  ];
  const { count } = await db.email.updateMany({
    where: { id, OR: [matchNone, ...free] },
    data: {
      status: 'SENDING',
      attempts: { increment: 1 },
      leaseUntil: new Date(at.getTime() + LEASE_SECONDS * 1_000),
    },
  });
  if (count === 0) return null;
  return db.email.findUnique({
    where: { id },
    include: { attachments: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] } },
  });
}

async function outgoingEmailOf({ storage }: App, email: Taken): Promise<OutgoingEmail> {
  const attachments = [];
  for (const { fileName, contentType, storageKey } of email.attachments) {
    const content = await storage.get(storageKey);
    if (content) attachments.push({ filename: fileName, contentType, content });
  }
  const { replyTo, cc, bcc } = email;
  return {
    messageId: `<${email.messageId}>`,
    from: { address: email.fromEmail, name: email.fromName },
    to: addresses(email.to),
    ...(cc && { cc: addresses(cc) }),
    ...(bcc && { bcc: addresses(bcc) }),
    ...(replyTo && { replyTo: { address: replyTo } }),
    subject: email.subject,
    text: email.text,
    html: email.html,
    ...(attachments.length > 0 && { attachments }),
  };
}

const addresses = (list: string): MailAddress[] =>
  list
    .split(',')
    .map((address) => ({ address: address.trim() }))
    .filter(({ address }) => address);

async function fail({ db }: App, id: number, failure: string): Promise<void> {
  const data = { status: 'FAILED' as const, failure, leaseUntil: null, nextAttemptAt: null };
  await db.email.update({ where: { id }, data });
}

async function later({ db, jobs }: App, id: number, failure: string, pause: number): Promise<void> {
  const nextAttemptAt = new Date(now().getTime() + pause * 1_000);
  await transaction(db, async (tx) => {
    const data = { status: 'PENDING' as const, failure, leaseUntil: null, nextAttemptAt };
    await tx.email.update({ where: { id }, data });
    await jobs.send(tx, sendJob, { emailId: id }, { startAfter: nextAttemptAt });
  });
}
