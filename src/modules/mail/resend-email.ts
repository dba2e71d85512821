import { now } from '#core/clock.ts';
import { largeKeyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { Email } from './email.ts';
import { beginSendingEmail } from './post-email.ts';
import { visibleEmails } from './visible.ts';

command('resendEmail', {
  description:
    'Send an email again that failed, was kept because no mail server was configured, or got lost. The Message-ID stays the same.',
  permission: 'mail:send',
  input: (t) => ({
    emailId: t.globalID({
      for: Email,
      required: true,
      description: 'ID of the email to send again.',
    }),
  }),
  errors: ['EMAIL_NOT_FOUND', 'EMAIL_NOT_SENDABLE'],
  run: async ({ tx, app, actor }, { emailId }) => {
    const id = largeKeyOf(emailId);
    const email = await tx.email.findFirst({ where: { AND: [{ id }, visibleEmails(actor)] } });
    if (!email) throw new DomainError('EMAIL_NOT_FOUND');
    const isGone = email.html === '' || (email.isSensitive && email.status === 'SENT');
    if (isGone) throw new DomainError('EMAIL_NOT_SENDABLE');
    const { count } = await tx.email.updateMany({
      where: { id, status: { in: ['FAILED', 'KEPT', 'SENT'] } },
      data: {
        status: app.mailer ? 'PENDING' : 'KEPT',
        attempts: 0,
        failure: '',
        nextAttemptAt: now(),
      },
    });
    if (count === 0) throw new DomainError('EMAIL_NOT_SENDABLE');
    if (app.mailer) await beginSendingEmail(tx, { id, clientId: email.clientId });
    return { emailId: id };
  },
  payload: (t) => ({
    email: t.prismaField({
      type: Email,
      description: 'The email to be sent again.',
      resolve: (query, answer, _args, { db }) =>
        db.email.findUniqueOrThrow({ ...query, where: { id: answer.emailId } }),
    }),
  }),
});
