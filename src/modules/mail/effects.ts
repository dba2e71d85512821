import { isStaff } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { effectKind } from '#schema/dry-run/effect.ts';
import { withoutSecret } from './email-secret.ts';
import { visibleEmails } from './visible.ts';

effectKind({
  name: 'emails',
  read: 'mail:read',
  find: async ({ tx, actor, lastBefore }) => {
    const emails = await tx.email.findMany({
      where: { AND: [visibleEmails(actor), { id: { gt: lastBefore('Email') } }] },
      orderBy: { id: 'asc' },
      include: { template: { select: { name: true } } },
    });
    return emails.map(({ template, clientId, to, cc, bcc, subject, html, text }) => ({
      template: template?.name ?? null,
      client: clientId === null ? null : encodeId('Client', clientId),
      to,
      cc,
      // As of an email that was sent: whom it is copied to unseen is for staff.
      bcc: isStaff(actor) ? bcc : '',
      subject: withoutSecret(subject),
      html: safeHtml(withoutSecret(html)),
      text: withoutSecret(text),
    }));
  },
});
