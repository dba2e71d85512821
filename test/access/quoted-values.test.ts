import { beforeAll, describe, expect, it } from 'vitest';
import { startMail } from '#modules/mail/start-mail.ts';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { until } from '#test/mail/post.ts';
import { open, openDesk } from '#test/support/desk.ts';
import { addUser, askAs, PASSWORD, signIn } from './cast.ts';

let gateway: Gateway;
let departmentId: string;
beforeAll(async () => {
  gateway = await openGateway(startMail, startWebhooks);
  departmentId = `Department:${await openDesk(gateway)}`;
});

/** The token of a key of the company with these permissions. */
async function keyWith(...permissions: string[]): Promise<string> {
  const { createApiCredential } = await gateway.data(
    `mutation ($input: CreateApiCredentialInput!) { createApiCredential(input: $input) { token } }`,
    { input: { kind: 'STAFF', name: permissions.join(' '), permissions } },
  );
  return createApiCredential.token;
}

async function invoiceId(): Promise<string> {
  const { createInvoice } = await gateway.data(
    `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }`,
    {
      input: {
        clientId: `Client:${gateway.carol}`,
        status: 'UNPAID',
        lines: [{ description: 'Secret advice', unitPrice: '77.77' }],
      },
    },
  );
  return createInvoice.invoice.id;
}

describe('words of one’s own about an object', () => {
  const PREVIEW = `query ($draft: EmailDraft!) { emailPreview(draft: $draft) { html } }`;
  const SEND = `mutation ($input: SendEmailInput!) { sendEmail(input: $input) { emails { html } } }`;

  it('are not shown filled in with what their writer may not read', async () => {
    const id = await invoiceId();
    const objects = {
      [id]: ['billing:read', '{{ invoice.total }}', '77.77'],
      [`Client:${gateway.carol}`]: ['clients:read', '{{ client.address1 }}', '1 High Street'],
    } as const;
    for (const [relatedId, [permission, html, value]] of Object.entries(objects)) {
      const draft = { subject: 'x', html, relatedId };
      const blind = await keyWith('mail:send', 'mail:read');
      const refused = await askAs(gateway, blind, PREVIEW, { draft });
      expect([codeOf(refused), JSON.stringify(refused)]).toEqual([
        'FORBIDDEN',
        expect.not.stringContaining(value),
      ]);
      const type = relatedId.startsWith('Invoice') ? 'INVOICE' : 'GENERAL';
      const input = { subject: 'x', html, relatedId, type };
      expect(codeOf(await askAs(gateway, blind, SEND, { input }))).toBe('FORBIDDEN');

      const reader = await keyWith('mail:send', 'mail:read', permission);
      const shown = await askAs(gateway, reader, PREVIEW, { draft });
      expect(shown.data.emailPreview.html).toContain(value);
      const sent = await askAs(gateway, reader, SEND, { input });
      expect(sent.data.sendEmail.emails[0].html).toContain(value);
    }
  });
});

describe('deliveries of webhooks', () => {
  it('show what was sent to those who may read what it is about', async () => {
    gateway.app.config.privateWebhooks = true;
    const { createWebhook } = await gateway.data(
      `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }`,
      { input: { url: 'http://127.0.0.1:9/hook', eventTypes: ['invoice.created'] } },
    );
    await invoiceId();
    const LIST = `query ($id: ID!) { webhook(id: $id) { deliveries { nodes { type payload } } } }`;
    const listed = async (token: string) => {
      const { data } = await askAs(gateway, token, LIST, { id: createWebhook.webhook.id });
      return data.webhook.deliveries.nodes as { type: string; payload: object | null }[];
    };
    const reader = await keyWith('webhooks:read', 'billing:read');
    const [shown] = await until(async () => {
      const nodes = await listed(reader);
      return nodes.length > 0 && nodes;
    });
    expect(shown?.payload).toMatchObject({ data: { clientId: gateway.carol } });
    const [hidden] = await listed(await keyWith('webhooks:read'));
    expect(hidden).toEqual({ type: shown?.type, payload: null });
  });
});

it('shows a customer in a dry run no address that an email is copied to unseen', async () => {
  const { emailTemplates } = await gateway.data(
    `query { emailTemplates(filter: { name: "Ticket Opened" }) { id } }`,
  );
  await gateway.data(
    `mutation ($input: UpdateEmailTemplateInput!) {
      updateEmailTemplate(input: $input) { emailTemplate { id } } }`,
    { input: { templateId: emailTemplates[0].id, bcc: ['archive@house.test'] } },
  );
  const opened = await gateway.ask(
    `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id } } }`,
    { input: { departmentId, subject: 'Hello', message: 'Hello' } },
    'carol',
    { 'dry-run': '1' },
  );
  const { emails } = (opened as { extensions?: { effects: Record<string, object[]> } }).extensions!
    .effects;
  expect(emails).toMatchObject([{ to: 'carol@example.test', bcc: '' }]);
  expect(JSON.stringify(opened)).not.toContain('archive@house.test');
});

describe('people of an account', () => {
  const carolId = () => `Client:${gateway.carol}`;

  it('end nobody’s sign-in without the right to let people in', async () => {
    const { addContact } = await gateway.data(
      `mutation ($input: AddContactInput!) { addContact(input: $input) { contact { id } } }`,
      {
        input: {
          clientId: carolId(),
          firstName: 'Boss',
          email: 'boss@users.test',
          password: PASSWORD,
          permissions: ['invoices', 'orders', 'contacts'],
        },
      },
      'carol',
    );
    await addUser(gateway, 'Clerk', [{ clientId: gateway.carol, permissions: ['contacts'] }]);
    const { accessToken } = await signIn(gateway, 'Clerk');
    const contactId = addContact.contact.id;
    const DELETE = `mutation ($input: DeleteContactInput!) { deleteContact(input: $input) { deletedId } }`;
    const CHANGE = `mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { id } } }`;
    expect(codeOf(await askAs(gateway, accessToken, DELETE, { input: { contactId } }))).toBe(
      'FORBIDDEN',
    );
    const end = { contactId, endSubAccount: true };
    expect(codeOf(await askAs(gateway, accessToken, CHANGE, { input: end }))).toBe('FORBIDDEN');
    await signIn(gateway, 'Boss');
    // A contact that signs in nowhere is theirs to delete.
    const plain = await askAs(
      gateway,
      accessToken,
      `mutation ($input: AddContactInput!) { addContact(input: $input) { contact { id } } }`,
      { input: { clientId: carolId(), firstName: 'Plain', email: 'plain@users.test' } },
    );
    const gone = { contactId: plain.data.addContact.contact.id };
    expect((await askAs(gateway, accessToken, DELETE, { input: gone })).errors).toBeUndefined();
    await gateway.data(DELETE, { input: { contactId } }, 'carol');
  });

  const RECEIVE = `mutation ($input: ReceiveEmailInput!) {
    receiveEmail(input: $input) { ignored ticketReply { authorName } } }`;
  let messages = 0;
  const receive = async (from: string, number: string) => {
    messages += 1;
    const messageId = `<quoted-${messages}@users.test>`;
    const input = { from, subject: `Re: [#${number}] x`, text: 'Please cancel all.', messageId };
    return (await gateway.data(RECEIVE, { input })).receiveEmail;
  };

  it('answer tickets by email as far as they may answer them at all', async () => {
    const { number } = await open(gateway, 'carol');
    await addUser(gateway, 'Books', [{ clientId: gateway.carol, permissions: ['invoices'] }]);
    await addUser(gateway, 'Desk', [{ clientId: gateway.carol, permissions: ['tickets'] }]);
    expect(await receive('books@users.test', number)).toEqual({
      ignored: 'SENDER_UNKNOWN',
      ticketReply: null,
    });
    expect(await receive('desk@users.test', number)).toEqual({
      ignored: null,
      ticketReply: { authorName: 'Desk User' },
    });
    const { updateUser } = await gateway.data(
      `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { status } } }`,
      {
        input: {
          userId: (await gateway.data(`query { user(by: { email: "desk@users.test" }) { id } }`))
            .user.id,
          status: 'INACTIVE',
        },
      },
    );
    expect(updateUser.user.status).toBe('INACTIVE');
    expect((await receive('desk@users.test', number)).ignored).toBe('SENDER_UNKNOWN');
  });

  it('answer as contacts where they read of tickets or may use them', async () => {
    const { number } = await open(gateway, 'carol');
    const add = (firstName: string, more: object) =>
      gateway.data(
        `mutation ($input: AddContactInput!) { addContact(input: $input) { contact { id } } }`,
        {
          input: {
            clientId: carolId(),
            firstName,
            email: `${firstName.toLowerCase()}@contacts.test`,
            ...more,
          },
        },
      );
    await add('Silent', { permissions: ['invoices'], emailPreferences: { invoice: true } });
    await add('Reader', { emailPreferences: { support: true } });
    expect((await receive('silent@contacts.test', number)).ignored).toBe('SENDER_UNKNOWN');
    expect((await receive('reader@contacts.test', number)).ignored).toBeNull();
  });
});
