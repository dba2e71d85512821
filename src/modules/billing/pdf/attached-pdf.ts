import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import type { Email } from '#generated/prisma/client.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { MailAttachment } from '#providers/mailers/mailer.ts';
import type { App } from '#schema/app.ts';
import { invoicePdf } from './invoice-pdf.ts';

/**
 * The invoice that an e-mail to a client is about, as it is when the e-mail is sent: a PDF, where the
 * company attaches it (`EnablePDFInvoices`). Staff get none.
 */
export async function attachedPdf(
  app: App,
  { clientId, relatedType, relatedId }: Pick<Email, 'clientId' | 'relatedType' | 'relatedId'>,
): Promise<MailAttachment[]> {
  if (relatedType !== 'invoice' || relatedId === null || clientId === null) return [];
  if (!(await settingIsOn(app.db, 'EnablePDFInvoices'))) return [];
  const pdf = await invoicePdf(app, systemActor(new Set(permissions)), relatedId);
  return pdf ? [{ filename: pdf.name, contentType: 'application/pdf', content: pdf.bytes }] : [];
}
