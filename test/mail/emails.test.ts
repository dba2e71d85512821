import { beforeAll, describe, expect, it } from 'vitest';
import { tokenText } from '#modules/access/passwords/single-use-token.ts';
import { DecryptionFailed } from '#core/secret.ts';
import { announced, type Announced } from '#modules/mail/announced.ts';
import { markSecrets, seal, unseal, withoutSecret } from '#modules/mail/email-secret.ts';
import { fillIn } from '#modules/mail/liquid.ts';
import { allTemplates } from '#modules/mail/templates/all-templates.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import type { TopicKind } from '#modules/mail/topic.ts';
import { headersOfEmail } from '#modules/mail/email-headers.ts';
import { writeEmails } from '#modules/mail/write-emails.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { estateOf } from '#test/access/estate.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { open, openDesk, REPLY } from '#test/support/desk.ts';
import { emailAbout, until } from './post.ts';

let gateway: Gateway;
let estate: ReturnType<typeof estateOf>;
let eventId = 1_000_000n;
beforeAll(async () => {
  gateway = await openGateway(startMail);
  await openDesk(gateway);
  estate = estateOf(gateway.app.db, { clientId: gateway.carol, resellerId: gateway.resellerId });
  await gateway.app.db.adminRole.updateMany({
    data: { receivesSystemEmail: true, receivesAccountEmail: true },
  });
});

/** The model behind each kind of topic. */
const models: Record<TopicKind, string> = {
  client: 'Client',
  invoice: 'Invoice',
  service: 'Service',
  serviceAddon: 'ServiceAddon',
  domain: 'Domain',
  quote: 'Quote',
  order: 'Order',
  ticket: 'Ticket',
  affiliate: 'Affiliate',
  application: 'AffiliateApplication',
  cancellation: 'CancellationRequest',
  credit: 'CreditEntry',
  payment: 'Transaction',
  user: 'User',
  admin: 'Admin',
  invitation: 'UserInvitation',
  run: 'AutomationRun',
};

/** Tells the post of an event, as the consumer does; the e-mails it led to. */
async function notify(type: string, payload: Record<string, unknown>) {
  const { app } = gateway;
  eventId += 1n;
  const event = { id: eventId, type, payload } as unknown as PublishedEvent;
  await transaction(app.db, (tx) => writeEmails({ app, tx }, event));
  await transaction(app.db, (tx) => writeEmails({ app, tx }, event));
  return app.db.email.findMany({ where: { dedupeKey: { startsWith: `${eventId}:` } } });
}

const each = Object.entries(announced).flatMap(([type, requested]) =>
  ([requested].flat() as Announced[]).map((template, index) => [type, index, template] as const),
);
/** What needs a token or code is asked for by name below. */
const plain = each.filter(([, , { isSensitive, extra }]) => !(isSensitive && extra));

describe('writes, once, for', () => {
  it.each(plain)('%s (%i)', async (type, index, template) => {
    const row = await estate.rowOf(models[template.about]);
    if (template.about === 'invoice')
      await gateway.app.db.invoice.update({ where: { id: row }, data: { status: 'UNPAID' } });
    if (template.about === 'quote')
      await gateway.app.db.quote.update({ where: { id: row }, data: { clientId: gateway.carol } });
    if (template.about === 'serviceAddon')
      await gateway.app.db.serviceAddon.update({ where: { id: row }, data: { hasAccount: true } });
    if (template.about === 'ticket')
      await gateway.app.db.ticket.update({ where: { id: row }, data: { departmentId: 1 } });
    const kinds = ['upcoming', 'overdue1', 'overdue2', 'overdue3', 'lateFee'];
    const payload: Record<string, unknown> = {
      [template.idFrom ?? `${template.about}Id`]: row,
      sendEmail: true,
      sendWelcomeEmail: true,
      sendConfirmationEmail: true,
      departmentId: 1,
      reason: 'because',
    };
    if (type === 'invoice.reminderDue') payload.kind = kinds[index];
    for (const byStaff of type.startsWith('ticket.') ? [true, false] : [undefined]) {
      const emails = await notify(type, { ...payload, ...(byStaff !== undefined && { byStaff }) });
      if (byStaff === undefined || template.when?.({ ...payload, byStaff }))
        expect(
          emails.filter(({ dedupeKey }) => dedupeKey?.split(':')[1] === String(index)),
        ).toHaveLength(1);
      for (const { subject, html, text, failure, status } of emails) {
        expect({ failure, status }).toEqual({ failure: '', status: 'KEPT' });
        expect(subject).not.toMatch(/\{\{|^\s*$/);
        expect(html).not.toContain('{{');
        expect(text.trim()).not.toBe('');
      }
    }
  });
});

it('knows words for every email that an event names', async () => {
  const names = new Set(allTemplates.map(({ name }) => name));
  const requested = each.map(([, , { template }]) => template).filter((l) => typeof l === 'string');
  expect(requested.filter((name) => !names.has(name))).toEqual([]);
  expect(names.size).toBe(allTemplates.length);
});

it('writes nothing where the event says so, the client wants none, or the template is off', async () => {
  const { db } = gateway.app;
  const domainId = await estate.rowOf('Domain');
  expect(await notify('domain.registered', { domainId, sendEmail: false })).toEqual([]);
  await db.client.update({ where: { id: gateway.carol }, data: { domainEmails: false } });
  expect(await notify('domain.registered', { domainId })).toEqual([]);
  const { id } = await db.contact.create({
    data: {
      clientId: gateway.carol,
      firstName: 'Conny',
      email: 'conny@example.test',
      domainEmails: true,
    },
  });
  expect(await notify('domain.registered', { domainId })).toMatchObject([
    { to: 'conny@example.test' },
  ]);
  await db.client.update({ where: { id: gateway.carol }, data: { domainEmails: true } });
  expect(await notify('domain.registered', { domainId })).toMatchObject([
    { to: 'carol@example.test', cc: 'conny@example.test' },
  ]);
  await db.contact.delete({ where: { id } });
  await db.emailTemplate.updateMany({
    where: { name: 'Domain Registered' },
    data: { isDisabled: true },
  });
  expect(await notify('domain.registered', { domainId })).toEqual([]);
});

it('writes in the client’s language, and in the original where there is no translation', async () => {
  const { db } = gateway.app;
  const domainId = await estate.rowOf('Domain');
  await db.emailTemplate.create({
    data: {
      name: 'Domain Renewed',
      language: 'german',
      type: 'DOMAIN',
      subject: '{{ domain.name }} verlängert',
      html: '<p>Grüße</p>',
    },
  });
  await db.client.update({ where: { id: gateway.carol }, data: { language: 'german' } });
  const [german] = await notify('domain.renewed', { domainId });
  expect(german?.subject).toContain('verlängert');
  await db.client.update({ where: { id: gateway.carol }, data: { language: 'french' } });
  const [original] = await notify('domain.renewed', { domainId });
  expect(original?.subject).toContain('was renewed');
});

it('shows a reseller’s customers the reseller’s name', async () => {
  await gateway.app.db.client.update({ where: { id: gateway.rob }, data: { generalEmails: true } });
  const [template] = await notify('client.added', {
    clientId: gateway.rob,
    sendWelcomeEmail: true,
  });
  expect(template).toMatchObject({ subject: 'Welcome to Rita Hosting', fromName: 'Rita Hosting' });
});

it('records a template that cannot be filled in as a failed email, and goes on', async () => {
  const { db } = gateway.app;
  await db.emailTemplate.updateMany({
    where: { name: 'Domain Expired' },
    data: { html: '{% for n in (1..100000000) %}x{% endfor %}' },
  });
  const [template] = await notify('domain.expired', { domainId: await estate.rowOf('Domain') });
  expect(template).toMatchObject({ status: 'FAILED' });
  expect(template?.failure).toMatch(/limit/);
});

it('hears of a ticket and its answers by itself, and writes to those concerned', async () => {
  const ticket = await open(gateway, 'stranger', { subject: 'Where is my server?' });
  const toClient = await emailAbout(gateway, `[#${ticket.number}]`, 'stefan@example.test');
  expect(toClient).toMatchObject({ clientId: gateway.stranger, status: 'KEPT' });
  const toStaff = await emailAbout(gateway, `[#${ticket.number}]`, 'ada@house.test');
  expect(toStaff).toMatchObject({ clientId: null, adminId: gateway.adminId });
  const input = { ticketId: ticket.id, message: 'In rack <b>4</b>.<script>x()</script>' };
  await gateway.data(REPLY, { input });
  const answer = await until(() =>
    gateway.app.db.email.findFirst({
      where: { to: 'stefan@example.test', html: { contains: 'rack' } },
    }),
  );
  // What people write is Markdown or plain text: angle brackets are text, and none is lost (G20).
  expect(answer.html).toContain('In rack &lt;b&gt;4&lt;/b&gt;.&lt;script&gt;x()&lt;/script&gt;');
  expect(answer.html).not.toContain('<script');
  const quiet = { ...input, message: 'Without an email.', sendEmail: false };
  await gateway.data(REPLY, { input: quiet });
  await gateway.data(REPLY, { input: { ...input, message: 'The last one.' } });
  await until(() =>
    gateway.app.db.email.findFirst({ where: { html: { contains: 'The last one.' } } }),
  );
  expect(
    await gateway.app.db.email.count({ where: { html: { contains: 'Without an email' } } }),
  ).toBe(0);
});

it('carries the link of a forgotten password, which nobody may read here (F18)', async () => {
  const user = await gateway.app.db.user.create({
    data: { email: 'ulla@users.test', firstName: 'Ulla' },
  });
  await gateway.data(
    'mutation ($input: ForgotPasswordInput!) { forgotPassword(input: $input) { __typename } }',
    { input: { email: 'ulla@users.test' } },
  );
  const template = await emailAbout(gateway, 'Choose a new password', 'ulla@users.test');
  expect(template).toMatchObject({ userId: user.id, isSensitive: true, status: 'KEPT' });
  const { app } = gateway;
  const { id } = await app.db.singleUseToken.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const token = await tokenText(app, app.db, id);
  expect(token).toMatch(/[\w-]{20,}/);
  expect(Object.values(template).join(' ')).not.toContain(token);
  expect(unseal(app, template).text).toContain(`reset-password?token=${token}`);
  expect(unseal(app, template).html).toContain(`reset-password?token=${token}`);
  const byStaff = await gateway.data('query ($id: ID!) { email(id: $id) { text html } }', {
    id: `Email:${template.id}`,
  });
  expect(byStaff.email.text).toBe('This email holds something secret and is shown to nobody here.');
  expect(byStaff.email.html).toBe(`<p>${byStaff.email.text}</p>`);
  const { email } = await gateway.data(
    'query ($id: ID!) { email(id: $id) { text } }',
    {
      id: `Email:${template.id}`,
    },
    'carol',
  );
  expect(email).toBeNull();
});

it('keeps a code out of a subject, and out of an email however a template writes it (F18)', () => {
  const { app } = gateway;
  const { values, secrets } = markSecrets({ service: { password: 'a<b&c' }, other: 'a' }, [
    'a<b&c',
    '',
  ]);
  const filled = fillIn(
    {
      subject: 'Code {{ service.password | upcase }}',
      html: '<b>{{ service.password }}</b> {{ other }}',
      text: '',
    },
    values,
  );
  const sealed = { ...seal(app, 'a@house.test', filled, secrets), messageId: 'a@house.test' };
  expect(JSON.stringify(sealed)).not.toMatch(/a<b|a&/);
  expect(withoutSecret(sealed.subject)).toBe('Code …');
  expect(unseal(app, sealed)).toEqual({
    subject: 'Code a<b&c',
    html: '<b>a&#60;b&#38;c</b> a',
    text: 'a<b&c a',
  });
  expect(() => unseal(app, { ...sealed, messageId: 'b@house.test' })).toThrow(DecryptionFailed);
});

it('threads the emails of a ticket, and marks what nobody wrote (G69)', async () => {
  const { app } = gateway;
  const ticket = await open(gateway, 'carol');
  for (const message of ['One.', 'Two.'])
    await gateway.data(REPLY, { input: { ticketId: ticket.id, message } });
  const emails = () =>
    app.db.email.findMany({
      where: { relatedType: 'ticket', relatedId: ticket.databaseId, clientId: gateway.carol },
      include: { template: { select: { name: true } } },
      orderBy: { id: 'asc' },
    });
  await expect.poll(async () => (await emails()).length, { timeout: 30_000 }).toBe(3);
  const [opened, one, two] = await emails();
  const ids = [opened!, one!].map(({ messageId }) => `<${messageId}>`);
  expect(await headersOfEmail(app, opened!)).toEqual({ 'Auto-Submitted': 'auto-generated' });
  expect(await headersOfEmail(app, one!)).toEqual({ 'In-Reply-To': ids[0], References: ids[0] });
  expect(await headersOfEmail(app, two!)).toEqual({
    'In-Reply-To': ids[1],
    References: ids.join(' '),
  });
});
