import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  const owner = await gateway.app.db.user.create({
    data: { email: 'stefan@example.test', passwordHash: '$argon2id$not-shown-to-most' },
  });
  await gateway.app.db.userClient.create({
    data: { userId: owner.id, clientId: gateway.stranger, isOwner: true },
  });
});
afterAll(thaw);

it('speaks the contact commands as it always did', async () => {
  const user_id = gateway.stranger;
  await transcript(gateway, 'AddContact', [
    {
      title: 'with everything',
      form: {
        user_id,
        first_name: 'Ann',
        last_name: 'Aide',
        company_name: 'Aide Ltd',
        email: 'Ann@example.test',
        address1: '1',
        address2: '2',
        city: 'Leeds',
        state: 'Yorkshire',
        postcode: 'LS1',
        country: 'gb',
        phonenumber: '+44 20 7946 0001',
        tax_id: 'T1',
        password: 'correct horse',
        'permissions[0]': 'domains',
        'permissions[1]': 'invoices',
        general_emails: 1,
        product_emails: 1,
        domain_emails: 1,
        invoice_emails: 1,
        support_emails: 1,
        affiliate_emails: 1,
      },
    },
    { title: 'nothing but whose', form: { user_id }, as: 'stranger' },
    {
      title: 'a second one who signs in',
      form: { user_id, email: 'ann@example.test', password: 'another one' },
    },
    { title: 'an unknown permission', form: { user_id, permissions: 'everything' } },
    { title: 'another’s', form: { user_id }, as: 'carol' },
    { title: 'no such client', form: { user_id: 9999 } },
    { title: 'without the permission', form: { user_id }, as: 'clerk' },
  ]);
  await transcript(
    gateway,
    'GetContact',
    [
      { title: 'one', form: { contact_id: 1 } },
      { title: 'another’s', form: { contact_id: 1 }, as: 'carol' },
      { title: 'none', form: { contact_id: 9999 } },
      { title: 'which one?', form: {} },
    ],
    ['created_at', 'updated_at'],
  );
  await transcript(
    gateway,
    'GetContacts',
    [
      { title: 'all', form: { page_num: 1 } },
      {
        title: 'sorted the other way',
        form: { page_num: 1, limit_num: 1, sort_order_field: 'first_name', sort_order: 'DESC' },
      },
      {
        title: 'by everything',
        form: {
          page_num: 1,
          user_id,
          first_name: 'ann',
          last_name: 'aide',
          company_name: 'aide ltd',
          email: 'ANN@example.test',
          address1: '1',
          address2: '2',
          city: 'leeds',
          state: 'yorkshire',
          postcode: 'ls1',
          country: 'GB',
          phonenumber: '2079460001',
        },
      },
      { title: 'of a client without any', form: { page_num: 1, user_id: gateway.carol } },
      { title: 'a customer sees its own', form: { page_num: 1 }, as: 'carol' },
    ],
    ['created_at', 'updated_at'],
  );
  await transcript(gateway, 'DeleteContact', [
    { title: 'of another client', form: { user_id: gateway.carol, contact_id: 1 } },
    { title: 'by another', form: { user_id, contact_id: 1 }, as: 'carol' },
    { title: 'its own', form: { user_id, contact_id: 1 }, as: 'stranger' },
    { title: 'again', form: { user_id, contact_id: 1 } },
    { title: 'which one?', form: { user_id } },
  ]);
});

it('speaks UpdateClientNote and DeleteClientNote as it always did', async () => {
  const user_id = gateway.stranger;
  const { id } = await gateway.app.db.clientNote.create({ data: { clientId: user_id, note: 'a' } });
  await transcript(gateway, 'UpdateClientNote', [
    { title: 'another text', form: { id, user_id, notes: 'Pays early.', sticky: 'true' } },
    { title: 'of another client', form: { id, user_id: gateway.carol, notes: 'x' } },
    { title: 'no such client', form: { id, user_id: 9999, notes: 'x' } },
    { title: 'no such note', form: { id: 9999, user_id, notes: 'x' } },
    { title: 'nothing in it', form: { id, user_id, notes: '' } },
    { title: 'the client itself', form: { id, user_id, notes: 'x' }, as: 'stranger' },
  ]);
  const note = await gateway.app.db.clientNote.findUniqueOrThrow({ where: { id } });
  expect(note).toMatchObject({ note: 'Pays early.', isSticky: true });
  await transcript(gateway, 'DeleteClientNote', [
    { title: 'of another’s client', form: { id }, as: 'reseller' },
    { title: 'a note', form: { id } },
    { title: 'again', form: { id } },
  ]);
});

it('shows a password’s hash only to who may decrypt', async () => {
  const { db, authCache } = gateway.app;
  const grant = async (permissions: string[]) => {
    await db.apiCredential.updateMany({ where: { identifier: 'staff' }, data: { permissions } });
    // What is changed behind the gateway's back is felt a moment later.
    await authCache.outlive();
  };
  await grant(['*', 'access:decrypt']);
  await transcript(
    gateway,
    'GetClientPassword',
    [
      { title: 'with the permission', form: { user_id: gateway.stranger } },
      { title: 'a client without a user', form: { user_id: gateway.carol } },
      { title: 'no such client', form: { user_id: 9999 } },
      { title: 'the reseller', form: { user_id: gateway.rob }, as: 'reseller' },
      { title: 'the customer', form: { user_id: gateway.carol }, as: 'carol' },
    ],
    ['password'],
  );
  await grant(['*']);
  const { message } = await gateway.rapi('GetClientPassword', { user_id: gateway.carol });
  expect(message).toBe('API Command Restricted to Internal API');
});

it('speaks CloseClient and DeleteClient as it always did', async () => {
  const user_id = gateway.rob;
  await transcript(gateway, 'CloseClient', [
    { title: 'another’s', form: { user_id: gateway.carol }, as: 'reseller' },
    { title: 'its customer', form: { user_id }, as: 'reseller' },
    { title: 'again', form: { userid: user_id } },
    { title: 'no such client', form: { user_id: 9999 } },
    { title: 'a customer may not', form: { user_id: gateway.carol }, as: 'carol' },
  ]);
  await transcript(gateway, 'DeleteClient', [
    { title: 'another’s', form: { user_id: gateway.carol }, as: 'reseller' },
    { title: 'a reseller with customers', form: { user_id: gateway.rita } },
    { title: 'its customer', form: { user_id }, as: 'reseller' },
    { title: 'again', form: { user_id } },
  ]);
});
