import { randomBytes } from 'node:crypto';
import type { App } from '#schema/app.ts';
import type { Values } from './liquid.ts';

/** What a sealed secret looks like in a stored text. */
const SEALED = /\[\[sealed:([A-Za-z0-9._-]+)\]\]/g;

/** The texts of an email. */
interface Texts {
  subject: string;
  html: string;
  text: string;
}

/** Values of an email whose secrets are replaced by marks, and what the marks stand for. */
export interface MarkedValues {
  values: Values;
  secrets: ReadonlyMap<string, string>;
}

const boxOf = ({ keyring }: Pick<App, 'keyring'>) => keyring.box('email-secret');

/** A secret as it stands in HTML. */
const escaped = (secret: string): string =>
  secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Puts a mark in the place of each secret among the values, so that a template is filled in without
 * them, however it writes them.
 */
export function markSecrets(values: Values, provided: readonly string[]): MarkedValues {
  const run = randomBytes(8).toString('hex').toUpperCase();
  const known = [...new Set(provided)].filter(Boolean).toSorted((a, b) => b.length - a.length);
  const markOf = (secret: string) => `SECRET${run}N${known.indexOf(secret)}E`;
  return {
    values: replaceSecrets(values, known, markOf),
    secrets: new Map(known.map((secret) => [markOf(secret), secret])),
  };
}

/** The values with a sign where a secret stood, for those who are not to know it. */
export const hideSecrets = (values: Values, provided: readonly string[]): Values =>
  replaceSecrets(values, provided.filter(Boolean), () => '…');

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The values as plain data with something else for each secret; the longest come first. */
function replaceSecrets(
  values: Values,
  secrets: readonly string[],
  put: (secret: string) => string,
): Values {
  if (secrets.length === 0) return values;
  const any = new RegExp(secrets.map(literally).join('|'), 'g');
  const text = JSON.stringify(values, (_name, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(any, put) : value,
  );
  return JSON.parse(text) as Values;
}

/**
 * The texts with each secret encrypted where its mark stands: who reads the table cannot use it, and
 * only the mail server is handed the true words.
 */
export function seal(
  app: App,
  messageId: string,
  { subject, html, text }: Texts,
  secrets: MarkedValues['secrets'],
): Texts {
  const put = (words: string, form: (secret: string) => string) =>
    [...secrets].reduce((sealed, [mark, secret]) => {
      const box = () => `[[sealed:${boxOf(app).encrypt(form(secret), messageId)}]]`;
      return sealed.replaceAll(new RegExp(mark, 'gi'), box);
    }, words);
  const asItIs = (secret: string) => secret;
  return { subject: put(subject, asItIs), html: put(html, escaped), text: put(text, asItIs) };
}

/** The texts as the addressee reads them. @throws DecryptionFailed */
export function unseal(app: App, email: Texts & { messageId: string }): Texts {
  const open = (words: string) =>
    words.replace(SEALED, (_all, box: string) => boxOf(app).decrypt(box, email.messageId));
  return { subject: open(email.subject), html: open(email.html), text: open(email.text) };
}

/** A text without what was sealed in it, for everybody to read. */
export const withoutSecret = (words: string): string => words.replace(SEALED, '…');

/** Whether something is sealed in a text. */
export const holdsSecret = ({ subject, html, text }: Texts): boolean =>
  [subject, html, text].some((words) => words.search(SEALED) >= 0);
