import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Email } from '#generated/prisma/client.ts';
import type { OutgoingEmail, MailAddress } from '#providers/mailers/mailer.ts';
import { attachedPdf } from '#modules/billing/pdf/attached-pdf.ts';
import type { Tx } from '#platform/database/client.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import type { App } from '#schema/app.ts';
import { headersOfEmail } from './email-headers.ts';
import { unseal } from './email-secret.ts';
import { deliveryPauses } from './pauses.ts';

/** What is left of an email that held a secret, once it was sent. */
const WIPED = 'This email held something secret. Its text was removed when it was sent.';

interface Which {
  emailId: number;
}

/**
 * Hands an e-mail to the mail server. A server that is away or says "later" is asked again after
 * growing pauses, for three days; what it rejects for good has failed. Where the answer got lost
 * the e-mail goes again under the same Message-ID, since one twice is better than none.
 */
export const sendEmail = taskKind<Which, { sent: boolean }>({
  kind: 'email.send',
  resendable: true,
  isQuiet: true,
  isOptIn: true,
  hasOneProvider: true,
  concurrency: 3,
  retry: { interactive: 'queue', hours: 96, pauses: deliveryPauses, exhausted: 'CANCELLED' },
  go: async ({ app }, { emailId }) => {
    const email = await app.db.email.findUnique({
      where: { id: emailId },
      include: { template: { select: { name: true } } },
    });
    if (email?.status !== 'PENDING') return { sent: false };
    if (!app.mailer) throw new ProviderError('NOT_SENT', 'No mail server is set up.');
    await app.mailer.send(await outgoingEmailOf(app, email));
    return { sent: true };
  },
  after: async ({ tx, announce }, { emailId }, { sent }, { attempts }) => {
    if (!sent) return;
    const email = await tx.email.findUnique({ where: { id: emailId } });
    if (!email) return;
    await note(tx, emailId, {
      status: 'SENT',
      sentAt: now(),
      failure: '',
      attempts,
      nextAttemptAt: null,
      ...(email.isSensitive && { html: `<p>${WIPED}</p>`, text: WIPED }),
    });
    announce('email.sent', { emailId, clientId: email.clientId });
  },
  delayed: ({ tx }, { emailId }, { message }, { attempts, nextAttemptAt }) =>
    note(tx, emailId, { failure: message, attempts, nextAttemptAt }),
  failed: async ({ tx, announce }, { emailId }, { message }, { attempts }) => {
    await note(tx, emailId, {
      status: 'FAILED',
      failure: message,
      attempts,
      nextAttemptAt: null,
    });
    const email = await tx.email.findUnique({ where: { id: emailId } });
    if (email) announce('email.failed', { emailId, clientId: email.clientId });
  },
});

/** How far an e-mail is, where it still waits to be sent. */
async function note(tx: Tx, id: number, data: Partial<Email>): Promise<void> {
  await tx.email.updateMany({ where: { id, status: 'PENDING' }, data });
}

async function outgoingEmailOf(
  app: App,
  email: Email & { template: { name: string } | null },
): Promise<OutgoingEmail> {
  const { replyTo, cc, bcc } = email;
  const { subject, text, html } = email.isSensitive ? unseal(app, email) : email;
  const attachments = await attachedPdf(app, email);
  return {
    messageId: `<${email.messageId}>`,
    headers: await headersOfEmail(app, email),
    from: { address: email.fromEmail, name: email.fromName },
    to: addresses(email.to),
    ...(cc && { cc: addresses(cc) }),
    ...(bcc && { bcc: addresses(bcc) }),
    ...(replyTo && { replyTo: { address: replyTo } }),
    subject,
    text,
    html,
    ...(attachments.length > 0 && { attachments }),
  };
}

const addresses = (list: string): MailAddress[] =>
  list
    .split(',')
    .map((address) => ({ address: address.trim() }))
    .filter(({ address }) => address);
