import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, useSystemClock } from '#core/clock.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { connectSmtp } from '#providers/mailers/smtp/smtp.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { type FakeSmtp, fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { until } from './post.ts';

/** What the server answers to MAIL FROM; null for welcome. */
let busy: { code: number; words: string } | null = null;
let asked = 0;
let gateway: Gateway;
let server: FakeSmtp;
beforeAll(async () => {
  gateway = await openGateway(startMail);
  server = await fakeSmtp({
    onMailFrom: (_address, _session, done) => {
      asked += 1;
      const error = busy && Object.assign(new Error(busy.words), { responseCode: busy.code });
      done(error);
    },
  });
  gateway.app.mailer = connectSmtp(`smtp://127.0.0.1:${server.port}`);
});
afterAll(async () => {
  useSystemClock();
  await gateway.app.mailer?.close();
  gateway.app.mailer = undefined;
  await server.stop();
});

const SEND = `mutation ($input: SendEmailInput!) { sendEmail(input: $input) { emails { id } } }`;
const send = (subject: string) =>
  gateway.data(SEND, {
    input: { relatedId: `Client:${gateway.carol}`, subject, html: '<p>x</p>' },
  });
const states = async () => {
  const { emails } = await gateway.data(`{ emails { nodes { status } } }`);
  return emails.nodes.map(({ status }: { status: string }) => status) as string[];
};

it('leaves a server alone that takes no more, and sends all of it later, once', async () => {
  busy = { code: 421, words: '4.7.0 Too much mail, try again later' };
  await send('first');
  await until(() => asked === 1);
  // From here on nobody asks it for a minute: not for this email, nor for twenty others.
  await until(async () => (await gateway.app.db.email.findFirst())?.failure !== '');
  for (let place = 0; place < 20; place += 1) await send(`email ${place}`);
  expect(asked).toBe(1);
  expect(new Set(await states())).toEqual(new Set(['PENDING']));

  busy = null;
  advance({ seconds: 59 });
  gateway.app.tasks.wake();
  expect(asked).toBe(1);
  advance({ seconds: 2 });
  gateway.app.tasks.wake();
  await until(() => server.emails.length === 21, 30);
  expect(asked).toBe(22);
  await until(async () => (await states()).every((status) => status === 'SENT'));
}, 60_000);

it('puts only the email off that is told “later” for itself', async () => {
  busy = { code: 450, words: '4.2.1 The mailbox is busy' };
  const before = asked;
  await send('greylisted');
  await until(() => asked === before + 1);
  busy = null;
  await send('other');
  await until(() => server.emails.length === 22);
  expect((await states()).toSorted().slice(0, 1)).toEqual(['PENDING']);
}, 30_000);
