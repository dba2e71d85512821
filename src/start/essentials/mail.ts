import { allTemplates, htmlOf } from '#modules/mail/templates/all-templates.ts';
import type { App } from '#schema/app.ts';

/** The emails every installation begins with; those that are there stay as staff left them. */
export async function mailEssentials({ db }: App): Promise<void> {
  await db.emailTemplate.createMany({
    data: allTemplates.map((email) => ({
      name: email.name,
      type: email.type,
      subject: email.subject,
      html: htmlOf(email),
      isWelcome: email.isWelcome ?? false,
    })),
    skipDuplicates: true,
  });
}
