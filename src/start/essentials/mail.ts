import { allLetters, htmlOf } from '#modules/mail/letters/all-letters.ts';
import type { App } from '#schema/app.ts';

/** The letters every installation begins with; those that are there stay as staff left them. */
export async function mailEssentials({ db }: App): Promise<void> {
  await db.emailTemplate.createMany({
    data: allLetters.map((letter) => ({
      name: letter.name,
      type: letter.type,
      subject: letter.subject,
      html: htmlOf(letter),
      isWelcome: letter.isWelcome ?? false,
    })),
    skipDuplicates: true,
  });
}
