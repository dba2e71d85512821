import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutgoingEmail, Mailer } from '#providers/mailers/mailer.ts';
import { connectSmtp } from '#providers/mailers/smtp/smtp.ts';
import { deadPort, failureOf, testCa, tls } from '#test/providers/loopback.ts';
import { fakeSmtp, type FakeSmtp } from './fake-smtp.ts';

let smtp: FakeSmtp;
const open: Mailer[] = [];
function mailer(url = `smtp://127.0.0.1:${smtp.port}`, more: object = {}): Mailer {
  const made = connectSmtp(url, { connectMs: 300, silenceMs: 300, ...more });
  open.push(made);
  return made;
}
const email: OutgoingEmail = {
  messageId: '<email.7@hostgraph.example>',
  from: { address: 'billing@hostgraph.example', name: 'Hostgraph' },
  to: [{ address: 'carol@example.com', name: 'Carol 김' }],
  subject: 'Rechnung für März · 請求書',
  text: 'Guten Tag,\n\nこんにちは\n.\nEnde',
  html: '<p>Guten Tag, こんにちは</p>',
};

beforeEach(async () => void (smtp = await fakeSmtp()));
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await smtp.stop();
});

function part(raw: string, type: string): string {
  const section = raw.split(/\r\n--/).find((one) => one.includes(`Content-Type: ${type}`))!;
  const [head, ...rest] = section.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(head!)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

test('an email in two scripts arrives with its text, its HTML and its message id', async () => {
  const receipt = await mailer().send(email);
  expect(receipt).toMatchObject({ accepted: ['carol@example.com'], rejected: [] });
  const raw = smtp.emails[0]!.raw.toString('latin1');
  expect(raw).toContain('Message-ID: <email.7@hostgraph.example>');
  expect(part(raw, 'text/plain').trimEnd().replaceAll('\r\n', '\n')).toBe(email.text);
  expect(part(raw, 'text/html').trim()).toBe(email.html);
  expect(smtp.emails[0]).toMatchObject({ from: 'billing@hostgraph.example' });
});

test('attachments arrive byte for byte, hidden copies stay hidden', async () => {
  const content = Uint8Array.from({ length: 256 }, (_, index) => index);
  const filename = 'Rechnung № 7.pdf';
  await mailer().send({
    ...email,
    bcc: [{ address: 'staff@example.com' }],
    attachments: [{ filename, contentType: 'application/pdf', content }],
  });
  const raw = smtp.emails[0]!.raw.toString('latin1');
  expect(smtp.emails[0]!.to).toEqual(['carol@example.com', 'staff@example.com']);
  expect(raw).not.toContain('staff@example.com');
  const encoded = /application\/pdf[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(raw)![1]!;
  expect(Buffer.from(encoded, 'base64')).toEqual(Buffer.from(content));
});

test.each([
  [{ to: [{ address: 'a@example.com\r\nBcc: eve@example.com' }] }, /to address/],
  [{ to: [{ address: 'a@example.com, eve@example.com' }] }, /to address/],
  [{ to: [{ address: 'Eve <eve@example.com>' }] }, /to address/],
  [{ to: [{ address: 'a@b@example.com' }] }, /to address/],
  [{ to: [] }, /no recipient/],
  [{ from: { address: 'a@example.com', name: 'x\nBcc: eve@example.com' } }, /from name/],
  [{ subject: 'Hello\r\nBcc: eve@example.com' }, /subject/],
  [{ headers: { 'X-A: b\r\nBcc': 'eve@example.com' } }, /header/],
  [{ headers: { 'X-A': 'b\r\nBcc: eve@example.com' } }, /header/],
  [{ messageId: '<a@b>\r\nBcc: e' }, /message id/],
  [
    { attachments: [{ filename: 'a\r\nb', contentType: 'a/b', content: new Uint8Array() }] },
    /attachment name/,
  ],
])('an email with %o is refused before it leaves', async (more, words) => {
  const error = await failureOf(mailer().send({ ...email, ...more } as OutgoingEmail));
  expect(error).toMatchObject({ outcome: 'REFUSED', message: expect.stringMatching(words) });
  expect(smtp.emails).toHaveLength(0);
});

test.each([
  [451, 'NOT_SENT'],
  [421, 'NOT_SENT'],
  [554, 'REFUSED'],
] as const)('the answer %i after the text is %s', async (code, outcome) => {
  smtp.afterData = code;
  expect((await failureOf(mailer().send(email))).outcome).toBe(outcome);
});

test.each(['hang', 'drop'] as const)(
  'after the text %s leaves the outcome unknown, and nothing is sent again by itself',
  async (how) => {
    smtp.afterData = how;
    expect((await failureOf(mailer().send(email))).outcome).toBe('UNKNOWN');
    await new Promise((done) => setTimeout(done, 400));
    expect(smtp.emails).toHaveLength(1);
  },
);

test('a refused recipient refuses the email; among several it is only told', async () => {
  smtp.fail.set('carol@example.com', 550);
  expect((await failureOf(mailer().send(email))).outcome).toBe('REFUSED');
  smtp.fail.set('carol@example.com', 450);
  expect((await failureOf(mailer().send(email))).outcome).toBe('NOT_SENT');
  const both = [...email.to, { address: 'dave@example.com' }];
  const receipt = await mailer().send({ ...email, to: both });
  expect(receipt).toMatchObject({
    accepted: ['dave@example.com'],
    rejected: ['carol@example.com'],
  });
});

test('a server that is off, silent or drops at once has received nothing', async () => {
  const off = mailer(`smtp://127.0.0.1:${await deadPort()}`);
  expect((await failureOf(off.send(email))).outcome).toBe('NOT_SENT');
  for (const react of [() => {}, (socket: { destroy(): void }) => socket.destroy()]) {
    const mute = createServer(react as never);
    await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done));
    const { port } = mute.address() as AddressInfo;
    expect((await failureOf(mailer(`smtp://127.0.0.1:${port}`).send(email))).outcome).toBe(
      'NOT_SENT',
    );
    mute.close();
  }
});

test('says goodbye to the server when it is closed (F34)', async () => {
  const said: string[] = [];
  const listening = createServer((socket) => {
    // RFC 5321, 4.1.1.10: the server answers QUIT with 221, and the client waits for that.
    const answers: Record<string, string> = { EHLO: '250 ok', QUIT: '221 bye', DATA: '354 go' };
    socket.write('220 ready\r\n');
    socket.on('data', (chunk) => {
      const line = String(chunk);
      const verb = line.slice(0, 4);
      if (/^[A-Z]{4}/.test(line)) said.push(verb);
      if (/^[A-Z]{4}/.test(line) || line.endsWith('\r\n.\r\n'))
        socket.write(`${answers[verb] ?? '250 ok'}\r\n`);
    });
  });
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  const { port } = listening.address() as AddressInfo;
  const sender = connectSmtp(`smtp://127.0.0.1:${port}`);
  await sender.send(email);
  const began = performance.now();
  await sender.close();
  expect(performance.now() - began).toBeLessThan(900);
  expect(said).toEqual(['EHLO', 'MAIL', 'RCPT', 'DATA', 'QUIT']);
  listening.close();
});

test('TLS is verified: our own authority is trusted when given, a foreign one is not', async () => {
  const secure = await fakeSmtp({ secure: true, ...tls });
  const url = `smtps://127.0.0.1:${secure.port}`;
  await mailer(url, { ca: testCa }).send(email);
  expect((await failureOf(mailer(url).send(email))).outcome).toBe('NOT_SENT');
  expect(secure.emails).toHaveLength(1);
  await secure.stop();
  const plain = `smtp://127.0.0.1:${smtp.port}?requireTLS=true`;
  expect((await failureOf(mailer(plain).send(email))).outcome).toBe('NOT_SENT');
});

test('a login that the server refuses is told by the test and loses no email', async () => {
  const guarded = await fakeSmtp({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'us@er' && password === 'p:w'
        ? done(null, { user: 1 })
        : done(new Error('wrong password')),
  });
  const at = `@127.0.0.1:${guarded.port}`;
  await mailer(`smtp://us%40er:p%3Aw${at}`).test();
  await mailer(`smtp://us%40er:p%3Aw${at}`).send(email);
  const wrong = mailer(`smtp://user:wrong${at}`);
  expect((await failureOf(wrong.test())).message).toMatch(/refused our login/);
  expect((await failureOf(wrong.send(email))).outcome).toBe('NOT_SENT');
  await guarded.stop();
});
