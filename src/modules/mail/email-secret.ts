import type { App } from '#schema/app.ts';

/** What a sealed secret looks like in a stored text. */
const SEALED = /\[\[sealed:([^\s\]]+)\]\]/g;

/** The texts of an email. */
interface Texts {
  subject: string;
  html: string;
  text: string;
}

const boxOf = ({ keyring }: Pick<App, 'keyring'>) => keyring.box('email-secret');

const inEach = ({ subject, html, text }: Texts, change: (words: string) => string): Texts => ({
  subject: change(subject),
  html: change(html),
  text: change(text),
});

/**
 * The texts with a token or code encrypted wherever it stands: who reads the table cannot use it,
 * and only the mail server is handed the true words.
 */
export function seal(app: App, messageId: string, texts: Texts, secret: string): Texts {
  const sealed = `[[sealed:${boxOf(app).encrypt(secret, messageId)}]]`;
  return inEach(texts, (words) => words.replaceAll(secret, () => sealed));
}

/** The texts as the addressee reads them. @throws DecryptionFailed */
export const unseal = (app: App, email: Texts & { messageId: string }): Texts =>
  inEach(email, (words) =>
    words.replace(SEALED, (_all, box: string) => boxOf(app).decrypt(box, email.messageId)),
  );

/** A line without what was sealed in it, for everybody to read. */
export const withoutSecret = (words: string): string => words.replace(SEALED, '…');
