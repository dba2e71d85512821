import { randomUUID } from 'node:crypto';
import type { EmailTemplate, EmailTemplateType } from '#generated/prisma/client.ts';
import { brandOfUser, commonValues, companyOf } from './company.ts';
import type { Company } from './company.ts';
import { fillIn, TemplateError, type Values, type Wording } from './liquid.ts';
import { holdsSecret, markSecrets, type MarkedValues, seal } from './email-secret.ts';
import { postEmail } from './post-email.ts';
import { type ClientRow, clientColumns, clientReaders } from './recipients.ts';
import type { Payload, Addressee, Reading, Topic, TopicKind } from './topic.ts';
import { clientValues } from '#modules/mail/topics/client.ts';
import { topics } from './topics.ts';

/** An email to be written: about what, in which words, to whom. */
export interface EmailRequest {
  about: TopicKind;
  id: number;
  /** The event it is written for. */
  payload?: Payload;
  type: EmailTemplateType;
  /** A template in every language it has, or words of the moment. */
  words: readonly EmailTemplate[] | Wording;
  /** Staff who get it instead of whom it is about. */
  staff?: readonly Addressee[];
  /** The client gets it whatever it wants. */
  always?: boolean;
  /** Further values, such as a link with a token in it. */
  extra?: (company: Company) => Values;
  /** A token or code among the values, which is stored encrypted. */
  secret?: string;
  /** It holds a link or password that must not stay readable once it was sent. */
  isSensitive?: boolean;
  /** The same key writes the same email once. */
  dedupeKey?: string;
}

/**
 * Writes an email to everybody who is to have it: one e-mail each, recorded, and sent by a job
 * after the commit. Gives the ids of the e-mails; none when the topic is gone or nobody wants it.
 */
export async function writeEmail(reading: Reading, order: EmailRequest): Promise<number[]> {
  const { tx, app } = reading;
  const topic = await topics[order.about](reading, order.id, order.payload ?? {});
  if (!topic) return [];
  const client = await clientOf(reading, topic);
  const readers = order.staff ?? (await readersOf(reading, order, topic, client));
  const company = await companyOf(app, tx, order.staff ? null : await brandOf(tx, topic, client));
  const values: Values = {
    ...commonValues(company),
    ...(client && { client: clientValues(client, company) }),
    ...topic.values(company),
    ...order.extra?.(company),
  };
  const secrets = [...(topic.secrets ?? []), ...(order.secret ? [order.secret] : [])];
  const marked = markSecrets(values, secrets);
  const ids: number[] = [];
  for (const [index, reader] of readers.entries()) {
    const content = { order, reader, company, client, marked, index };
    ids.push(...(await recordEmail(reading, content)));
  }
  return ids;
}

const clientOf = ({ tx }: Reading, { clientId }: Topic): Promise<ClientRow | null> =>
  clientId === null
    ? Promise.resolve(null)
    : tx.client.findUnique({ where: { id: clientId }, select: clientColumns });

/** The brand that whoever the email is about knows: the client's, or that of a user of no one client. */
const brandOf = async (tx: Reading['tx'], { person }: Topic, client: ClientRow | null) =>
  client || person?.userId === undefined
    ? (client?.reseller ?? null)
    : brandOfUser(tx, person.userId);

async function readersOf(
  { tx }: Reading,
  { type, always }: EmailRequest,
  { person }: Topic,
  client: ClientRow | null,
): Promise<Addressee[]> {
  if (person) return person.email ? [person] : [];
  const readers = client && (await clientReaders(tx, client, type, always ?? false));
  return readers ? [readers] : [];
}

interface EmailContent {
  order: EmailRequest;
  reader: Addressee;
  company: Company;
  client: ClientRow | null;
  marked: MarkedValues;
  index: number;
}

async function recordEmail(reading: Reading, content: EmailContent): Promise<number[]> {
  const { order, reader, company, client, marked, index } = content;
  const template = inLanguage(order.words, reader.language);
  const filled = tryFillIn(template, {
    ...marked.values,
    recipient: { name: reader.name, email: reader.email },
  });
  const own = 'id' in template ? template : null;
  const fromEmail = own?.fromEmail || company.fromEmail;
  const messageId = `${randomUUID()}@${fromEmail.slice(fromEmail.lastIndexOf('@') + 1)}`;
  const texts = { ...filled, html: inFrame(company, filled.html) };
  const { subject, html, text } = seal(reading.app, messageId, texts, marked.secrets);
  return postEmail(reading, {
    clientId: order.staff ? null : (client?.id ?? null),
    userId: reader.userId ?? null,
    adminId: reader.adminId ?? null,
    templateId: own?.id ?? null,
    subject,
    html,
    text,
    // What a template says of the sender is the company's own.
    fromName: (!company.isBrand && own?.fromName) || company.fromName,
    fromEmail,
    replyTo: (!company.isBrand && own?.replyTo) || company.email,
    to: reader.email,
    cc: [...(reader.cc ?? []), ...(own?.cc ?? [])].join(', '),
    bcc: (own?.bcc ?? []).join(', '),
    relatedType: order.about,
    relatedId: order.id,
    isSensitive: order.isSensitive || holdsSecret({ subject, html, text }),
    dedupeKey: order.dedupeKey ? `${order.dedupeKey}:${index}` : null,
    messageId,
    failure: filled.failure ?? '',
  });
}

/** The words in the reader's language, else the original ones. */
function inLanguage(words: EmailRequest['words'], language: string): EmailTemplate | Wording {
  if ('subject' in words) return words;
  const [original] = words;
  const own = words.find((template) => template.language === language.toLowerCase());
  const chosen = own ?? words.find((template) => template.language === '') ?? original;
  if (!chosen) throw new Error('An email needs at least one template.');
  return chosen;
}

/** A template that cannot be filled in is recorded as an email that failed: staff see it and why. */
function tryFillIn(wording: Wording, values: Values): Wording & { failure?: string } {
  try {
    return fillIn(wording, values);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { subject: '', html: '', text: '', failure: error.message };
  }
}

const inFrame = ({ css, header, footer }: Company, html: string) =>
  [
    '<!doctype html><html><head><meta charset="utf-8">',
    css ? `<style>${css}</style>` : '',
    `</head><body>${header}\n${html}\n${footer}</body></html>`,
  ].join('');
