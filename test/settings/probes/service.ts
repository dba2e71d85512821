import type { supportSettings } from '#modules/settings/known-settings/service.ts';
import { type Probe, type World } from '#test/settings/world.ts';
import { preview, sent } from './company.ts';
import { done } from '#test/shop.ts';
import { expect } from 'vitest';
import { closedWhenIdle, synced } from './daily.ts';
import { proved } from './proof.ts';

const TICKET = `mutation ($input: AddTicketReplyInput!) {
  addTicketReply(input: $input) { ticketReply { message } } }`;

/** A file that a customer attaches. */
const attached = (world: World) =>
  world.tried(
    TICKET,
    {
      ticketId: world.ticket.id,
      message: 'See',
      attachments: [{ fileName: 'a.pdf', content: Buffer.from('%PDF-1.4').toString('base64') }],
    },
    'carol',
  );

const posts = async ({ gateway, ticket }: World) =>
  (await gateway.rapi('GetTicket', { ticket_id: ticket.databaseId })).replies;

const rated = (world: World) =>
  world.tried(
    `mutation ($input: RateTicketReplyInput!) {
      rateTicketReply(input: $input) { ticketReply { rating } } }`,
    { replyId: world.ticket.replyId, rating: 4 },
    'carol',
  );

/** The name servers of a domain that was ordered without any and is registered. */
const nameservers = async ({ gateway, client, name }: World) => {
  const { orderItems } = await gateway.data(
    `mutation ($input: OrderItemsInput!) { orderItems(input: $input) {
      order { databaseId domains { id } } } }`,
    {
      input: {
        clientId: `Client:${await client()}`,
        paymentMethod: 'mailin',
        domains: [{ domainName: `${name()}.com`, years: 1 }],
      },
    },
  );
  const { databaseId, domains } = orderItems.order;
  await done(gateway, 'AcceptOrder', { order_id: databaseId });
  const domain = async () =>
    (
      await gateway.data(`query ($id: ID!) { domain(by: { id: $id }) { status nameservers } }`, {
        id: domains[0].id,
      })
    ).domain;
  await expect.poll(async () => (await domain()).status, { timeout: 20_000 }).toBe('ACTIVE');
  return (await domain()).nameservers;
};
const others = { DefaultNameserver1: 'ns1.probe.example', DefaultNameserver2: 'ns2.probe.example' };

const owned = (world: World) =>
  world.tried(
    `mutation ($input: CartAddDomainOwnedInput!) {
      cartAddDomainOwned(input: $input) { item { price { amount } } } }`,
    { clientId: `Client:${world.fresh}`, domainName: 'other.example' },
  );

/** Until when a cart is kept. */
const kept = async (world: World) => {
  const { gateway, fresh, product } = world;
  const { cartAddItem } = await gateway.data(
    `mutation ($input: CartAddItemInput!) { cartAddItem(input: $input) { cart { expiresAt } } }`,
    { input: { clientId: `Client:${fresh}`, productId: `Product:${product}` } },
  );
  return cartAddItem.cart.expiresAt;
};

/** What each setting of support, carts, domains and emails changes. */
export const serviceProbes: Record<keyof typeof supportSettings, Probe> = {
  SupportTicketOrder: { to: 'DESC', see: posts },
  CloseInactiveTickets: { to: '48', see: closedWhenIdle },
  TicketAllowedFileTypes: { to: '.txt', see: attached },
  TicketRatingEnabled: { to: 'on', see: rated },
  DefaultNameserver1: {
    to: 'ns9.probe.example',
    with: others,
    from: 'ns1.probe.example',
    see: nameservers,
  },
  DefaultNameserver2: {
    to: 'ns9.probe.example',
    with: others,
    from: 'ns2.probe.example',
    see: nameservers,
  },
  DefaultNameserver3: { to: 'ns9.probe.example', with: others, see: nameservers },
  DefaultNameserver4: { to: 'ns9.probe.example', with: others, see: nameservers },
  DefaultNameserver5: { to: 'ns9.probe.example', with: others, see: nameservers },
  DNSResolver: { from: '127.0.0.1:9', to: ({ dns }) => dns.address, see: proved },
  OwnDomainProofRequired: { to: 'on', see: owned },
  CartDays: { to: '3', see: kept },
  DomainSyncEnabled: { from: 'off', to: 'on', see: synced },
  MailFromName: { to: 'The desk', see: sent },
  MailFromEmail: { to: 'from@probe.example', see: sent },
  EmailCSS: { to: 'p { color: red }', see: sent },
  EmailGlobalHeader: { to: '<p>Above</p>', see: sent },
  EmailGlobalFooter: { to: '<p>Below</p>', see: sent },
  Signature: { to: 'Yours, the probes', see: preview },
  RecaptchaSiteKey: {
    to: 'site-key',
    see: ({ gateway }) => gateway.rapi('GetParameters'),
  },
};
