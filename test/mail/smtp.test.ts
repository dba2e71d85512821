import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectSmtp } from '#providers/mailers/smtp/smtp.ts';
import { seal } from '#modules/mail/email-secret.ts';
import { beginSendingEmail } from '#modules/mail/post-email.ts';
import { transaction } from '#platform/database/transaction.ts';
import { runTask } from '#schema/tasks/run.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type FakeSmtp, fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { until } from './post.ts';

let gateway: Gateway;
let server: FakeSmtp;
beforeAll(async () => {
  gateway = await openGateway(startMail);
  server = await fakeSmtp();
  gateway.app.mailer = connectSmtp(`smtp://127.0.0.1:${server.port}`);
});
beforeEach(() => {
  server.emails.length = 0;
});
afterAll(async () => {
  await gateway.app.mailer?.close();
  gateway.app.mailer = undefined;
  await server.stop();
});

const SEND = `mutation ($input: SendEmailInput!) { sendEmail(input: $input) {
  emails { id databaseId status to subject } } }`;

const send = async (input: object) => {
  const relatedId = `Client:${gateway.carol}`;
  const { sendEmail } = await gateway.data(SEND, { input: { relatedId, ...input } });
  const [email] = sendEmail.emails as { id: string; databaseId: string }[];
  return { id: email!.id, databaseId: Number(email!.databaseId) };
};
const stateOf = (id: number) => gateway.app.db.email.findUniqueOrThrow({ where: { id } });
const sent = (id: number) =>
  until(async () => {
    const email = await stateOf(id);
    return email.status === 'SENT' && email;
  });

/** The parts of an email as they were written, whatever the encoding they travelled in. */
function decoded(raw: Buffer) {
  const [head = '', ...rest] = raw.toString('latin1').split('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const subject = /^Subject: (.*)$/m.exec(headers)?.[1] ?? '';
  const words = subject
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?(B|Q)\?([^?]*)\?=/gi, (_whole, how: string, text: string) =>
      (how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64')
        : Buffer.from(unquoted(text.replaceAll('_', ' ')), 'latin1')
      ).toString('latin1'),
    );
  const bodies = rest
    .join('\r\n\r\n')
    .split(/\r\n--[^\r\n]+(?:\r\n|$)/)
    .map((part) => {
      const at = part.indexOf('\r\n\r\n');
      const [top, body] = at < 0 ? ['', part] : [part.slice(0, at), part.slice(at + 4)];
      const text = /base64/i.test(top)
        ? Buffer.from(body, 'base64').toString('latin1')
        : /quoted-printable/i.test(top)
          ? unquoted(body)
          : body;
      return Buffer.from(text, 'latin1').toString('utf8');
    });
  return { headers, subject: Buffer.from(words, 'latin1').toString('utf8'), bodies };
}

const unquoted = (text: string) =>
  text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );

/** Makes the next attempt to send an e-mail now. */
async function tryNow(emailId: number): Promise<void> {
  const { app } = gateway;
  const task = await app.db.task.findFirstOrThrow({
    where: { subjectType: 'Email', subjectId: emailId },
    orderBy: { id: 'desc' },
  });
  await runTask(app, task.id);
}

it('sends what was written byte for byte, in several scripts', async () => {
  const html = '<p>Grüße, Привет, こんにちは & <b>goodbye</b> 👋</p>';
  const subject = 'Größe — Заказ — ご注文 №1';
  const { databaseId } = await send({ subject, html });
  const email = await sent(databaseId);
  const [outgoing] = server.emails;
  expect(outgoing?.to).toEqual(['carol@example.test']);
  const read = decoded(outgoing!.raw);
  expect(read.subject).toBe(subject);
  expect(email.html).toContain(html);
  const lines = (text: string) => text.replace(/\r\n/g, '\n').trim();
  expect(read.bodies.map(lines)).toContain(lines(email.html));
  expect(read.bodies.map(lines)).toContain(lines(email.text));
  expect(read.headers).toContain(`Message-ID: <${email.messageId}>`);
  expect(email).toMatchObject({ attempts: 1, failure: '' });
});

it('lets nobody add a header or a recipient', async () => {
  const { db } = gateway.app;
  const relatedId = `Client:${gateway.carol}`;
  const broken = { relatedId, subject: 'Hi\r\nBcc: victim@example.test', html: '<p>x</p>' };
  const answer = await gateway.ask(SEND, { input: broken });
  expect(codeOf(answer)).toBe('BAD_INPUT');
  expect(answer.errors?.[0]?.extensions.field).toBe('subject');
  await db.client.update({
    where: { id: gateway.carol },
    data: { firstName: 'Carol\r\nBcc: victim@example.test' },
  });
  const { databaseId } = await send({ subject: 'For {{ client.first_name }}', html: '<p>x</p>' });
  await sent(databaseId);
  for (const { to, raw } of server.emails) {
    expect(to).toEqual(['carol@example.test']);
    expect(raw.toString()).not.toMatch(/^Bcc:/m);
  }
  await db.client.update({ where: { id: gateway.carol }, data: { firstName: 'Carol' } });
  await db.client.update({
    where: { id: gateway.carol },
    data: { email: 'carol@example.test\nRCPT TO:<victim@example.test>' },
  });
  const forged = await send({ subject: 'x', html: '<p>x</p>' });
  const failed = await until(async () => {
    const email = await stateOf(forged.databaseId);
    return email.status === 'FAILED' && email;
  });
  expect(failed.failure).toMatch(/address/);
  await db.client.update({ where: { id: gateway.carol }, data: { email: 'carol@example.test' } });
});

it('tries again when the server says later, and gives up when it says never', async () => {
  server.afterData = 451;
  const { databaseId } = await send({ subject: 'Later', html: '<p>x</p>' });
  const waiting = await until(async () => {
    const email = await stateOf(databaseId);
    return email.attempts === 1 && email.status === 'PENDING' && email;
  });
  expect(waiting.failure).toContain('451');
  expect(waiting.nextAttemptAt!.getTime()).toBeGreaterThan(Date.now() + 20_000);
  await tryNow(databaseId);
  expect(await stateOf(databaseId)).toMatchObject({ status: 'SENT', attempts: 2, failure: '' });
  expect(server.emails).toHaveLength(1);

  server.afterData = 554;
  const refused = await send({ subject: 'Never', html: '<p>x</p>' });
  const failed = await until(async () => {
    const email = await stateOf(refused.databaseId);
    return email.status === 'FAILED' && email;
  });
  expect(failed.failure).toContain('554');
});

it('sends an email once, however many jobs come for it', async () => {
  const { databaseId } = await send({ subject: 'Once', html: '<p>x</p>' });
  await Promise.all(Array.from({ length: 10 }, () => tryNow(databaseId)));
  await sent(databaseId);
  expect(server.emails).toHaveLength(1);
});

it('loses nothing while the server is away', async () => {
  const { mailer } = gateway.app;
  gateway.app.mailer = connectSmtp('smtp://127.0.0.1:9');
  const { databaseId } = await send({ subject: 'Nobody there', html: '<p>x</p>' });
  await until(async () => (await stateOf(databaseId)).attempts === 1);
  await until(async () => (await stateOf(databaseId)).status === 'PENDING');
  await gateway.app.mailer.close();
  gateway.app.mailer = mailer;
  await tryNow(databaseId);
  expect((await stateOf(databaseId)).status).toBe('SENT');
});

it('wipes an email that held a secret once it was sent, and sends it no second time', async () => {
  const { db } = gateway.app;
  const { databaseId } = await send({ subject: 'Secret', html: '<p>hunter2</p>' });
  await sent(databaseId);
  const { messageId, ...texts } = await db.email.findUniqueOrThrow({
    where: { id: databaseId },
    select: { messageId: true, subject: true, html: true, text: true },
  });
  const sealed = seal(gateway.app, messageId, texts, new Map([['hunter2', 'hunter2']]));
  expect(sealed.html).not.toContain('hunter2');
  await db.email.update({
    where: { id: databaseId },
    data: { ...sealed, isSensitive: true, status: 'PENDING' },
  });
  await transaction(db, (tx) => beginSendingEmail(tx, { id: databaseId, clientId: null }));
  await tryNow(databaseId);
  expect(server.emails.at(-1)?.raw.toString()).toContain('hunter2');
  expect((await stateOf(databaseId)).html).not.toContain('hunter2');
  const RESEND =
    'mutation ($input: ResendEmailInput!) { resendEmail(input: $input) { email { id } } }';
  const again = await gateway.ask(RESEND, { input: { emailId: `Email:${databaseId}` } });
  expect(codeOf(again)).toBe('EMAIL_NOT_SENDABLE');
});
