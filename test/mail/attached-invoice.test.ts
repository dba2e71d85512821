import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMail } from '#modules/mail/start-mail.ts';
import { connectSmtp } from '#providers/mailers/smtp/smtp.ts';
import { CREATE } from '#test/billing/books.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { type FakeSmtp, fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { until } from './post.ts';

let gateway: Gateway;
let server: FakeSmtp;
beforeAll(async () => {
  gateway = await openGateway(startMail);
  server = await fakeSmtp();
  gateway.app.mailer = connectSmtp(`smtp://127.0.0.1:${server.port}`);
});
afterAll(async () => {
  await gateway.app.mailer?.close();
  gateway.app.mailer = undefined;
  await server.stop();
});

const set = (value: string) =>
  gateway.rapi('SetConfigurationValue', { setting: 'EnablePDFInvoices', value });

/** The email about a new invoice to Carol, as it came to the mail server. */
async function email(): Promise<string> {
  const before = server.emails.length;
  const lines = [{ description: 'Work', unitPrice: '10' }];
  const input = { clientId: `Client:${gateway.carol}`, status: 'UNPAID', sendEmail: true, lines };
  await gateway.data(CREATE, { input });
  const came = await until(() => server.emails[before], 30);
  return came.raw.toString('latin1');
}

it('attaches the invoice as PDF to its email where the company wants that', async () => {
  expect(await email()).not.toContain('application/pdf');
  expect((await set('on')).result).toBe('success');
  const raw = await email();
  const [, name = '', body = ''] =
    /Content-Type: application\/pdf; name=(\S+)[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(raw) ?? [];
  expect(name).toMatch(/^Invoice-.+\.pdf$/);
  expect(Buffer.from(body, 'base64').subarray(0, 5).toString()).toBe('%PDF-');

  await set('');
  expect(await email()).not.toContain('application/pdf');
}, 90_000);
