import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { done, openShop } from '#test/shop.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

/** A mutation by its name, as somebody; the whole answer. */
const change = async (
  name: string,
  input: object,
  answer: string,
  as: 'staff' | 'reseller' | 'carol' = 'staff',
) =>
  gateway.ask(
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${answer} } }`,
    { input },
    as,
  );

it('changes a quote until it is accepted (R52)', async () => {
  const { quoteid } = await done(gateway, 'CreateQuote', {
    subject: 'First',
    date_expiry: '2099-01-01',
    client_id: gateway.carol,
    proposal_notes: 'Above',
    line_items: JSON.stringify([{ name: 'x', qty: 1, rate: 1 }]),
  });
  const quoteId = `Quote:${quoteid}`;
  const update = (input: object, as?: 'reseller') =>
    change('updateQuote', { quoteId, ...input }, WHOLE, as);
  const WHOLE = `quote { subject stage validUntilOn proposal total { amount }
    items { description quantity amount { amount } } }`;
  const lines = [
    { description: 'Work', quantity: '2', unitPrice: '10.50' },
    { description: 'Less', unitPrice: '20', discountPercent: '10' },
  ];
  const changed = await update({
    subject: 'Second',
    validUntilOn: '2098-12-31',
    stage: 'ON_HOLD',
    lines,
  });
  // 2 × 10.50 + 20 − 10 % = 21.00 + 18.00.
  if (changed.errors) throw new Error(JSON.stringify(changed.errors));
  expect(changed.data.updateQuote.quote).toEqual({
    subject: 'Second',
    stage: 'ON_HOLD',
    validUntilOn: '2098-12-31',
    proposal: 'Above',
    total: { amount: '39.00' },
    items: [
      { description: 'Work', quantity: '2', amount: { amount: '21.00' } },
      { description: 'Less', quantity: '1', amount: { amount: '18.00' } },
    ],
  });
  expect((await update({ proposal: '' })).data.updateQuote.quote).toMatchObject({
    proposal: '',
    subject: 'Second',
    total: { amount: '39.00' },
  });
  expect(codeOf(await update({ lines: [{ description: 'x', unitPrice: '-1' }] }))).toBe(
    'INVOICE_TOTAL_NEGATIVE',
  );
  expect(codeOf(await update({ stage: 'ACCEPTED' }))).toBe('BAD_INPUT');
  expect(codeOf(await update({ prospect: { firstName: 'X' } }))).toBe('BAD_INPUT');
  expect(codeOf(await update({ subject: 'x' }, 'reseller'))).toBe('QUOTE_NOT_FOUND');
  await update({ stage: 'DELIVERED' });
  const { invoiceid } = await done(gateway, 'AcceptQuote', { quote_id: quoteid });
  expect((await done(gateway, 'GetInvoice', { invoice_id: invoiceid })).total).toBe('39.00');
  expect(codeOf(await update({ subject: 'Third' }))).toBe('QUOTE_CLOSED');
});

it('changes what a reply says, and says so in the ticket’s log (R52)', async () => {
  await change('createDepartment', { name: 'Sales' }, 'department { id }');
  const words = { departmentId: 'Department:1', subject: 'x', message: 'y' };
  const opened = await change('openTicket', words, 'ticket { databaseId }', 'carol');
  const ticket_id = opened.data.openTicket.ticket.databaseId as number;
  await done(gateway, 'AddTicketReply', { ticket_id, message: 'Frist', user_id: gateway.carol });
  const { replies } = await done(gateway, 'GetTicket', { ticket_id });
  const replyId = `TicketReply:${replies.reply.at(-1).replyid}`;
  const update = (message: string, as?: 'reseller' | 'carol') =>
    change('updateTicketReply', { replyId, message }, 'ticketReply { message }', as);
  expect((await update('First')).data.updateTicketReply.ticketReply).toEqual({ message: 'First' });
  const after = await done(gateway, 'GetTicket', { ticket_id });
  expect(after.replies.reply.at(-1).message).toBe('First');
  expect(after.replies.reply.length).toBe(replies.reply.length);
  expect(codeOf(await update(' '))).toBe('BAD_INPUT');
  expect(codeOf(await update('x', 'reseller'))).toBe('TICKET_REPLY_NOT_FOUND');
  expect(codeOf(await update('x', 'carol'))).toBe('FORBIDDEN');
});

it('corrects an addon of a service, and bills it so (R52)', async () => {
  const shop = await openShop(gateway);
  const pid = await shop.addProduct();
  const prices = [{ cycle: 'MONTHLY', price: '3' }];
  const addon = await change(
    'createAddon',
    { name: 'Backup', payType: 'RECURRING', prices, productIds: [`Product:${pid}`] },
    'addon { databaseId }',
  );
  const ip = { user_id: gateway.carol, client_ip_address: '203.0.113.9' };
  const { item_id } = await done(gateway, 'CartAddItem', { ...ip, hosting: pid });
  await change(
    'cartUpdateAddonOptions',
    {
      clientId: `Client:${gateway.carol}`,
      itemId: `CartItem:${item_id}`,
      addonId: `Addon:${addon.data.createAddon.addon.databaseId}`,
      isTaken: true,
    },
    'item { id }',
  );
  const { addonids } = await done(gateway, 'AddOrder', {
    user_id: gateway.carol,
    payment_method: 'mailin',
    user_ip: '203.0.113.9',
    userAgent: 'x',
    acceptLanguage: 'en',
  });
  const serviceAddonId = `ServiceAddon:${addonids}`;
  const update = (input: object, as?: 'reseller') =>
    change(
      'updateServiceAddon',
      { serviceAddonId, ...input },
      'serviceAddon { name quantity status recurring { amount } nextDueOn isTaxed notes }',
      as,
    );
  const changed = await update({
    name: 'Backup XL',
    recurring: '4.50',
    status: 'ACTIVE',
    nextDueOn: '2099-03-01',
    isTaxed: true,
    notes: 'by phone',
  });
  if (changed.errors) throw new Error(JSON.stringify(changed.errors));
  expect(changed.data.updateServiceAddon.serviceAddon).toEqual({
    name: 'Backup XL',
    quantity: 1,
    status: 'ACTIVE',
    recurring: { amount: '4.50' },
    nextDueOn: '2099-03-01',
    isTaxed: true,
    notes: 'by phone',
  });
  expect((await update({ nextDueOn: null })).data.updateServiceAddon.serviceAddon).toMatchObject({
    nextDueOn: null,
    name: 'Backup XL',
  });
  expect(codeOf(await update({ recurring: '-1' }))).toBe('BAD_INPUT');
  expect(codeOf(await update({ name: 'x' }, 'reseller'))).toBe('SERVICE_ADDON_NOT_FOUND');
});
