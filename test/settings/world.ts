import type { SettingName } from '#modules/settings/known-settings.ts';
import { codeOf, type Answer, type Gateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';
import { done, openShop, type Shop } from '#test/shop.ts';
import { type FakeDns, openFakeDns } from '#test/cart/fake-dns.ts';
import { sell } from '#test/domains/cast.ts';
import { useStripe, storeCard } from '#test/billing/gateways.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

/** The company whose settings are tried: everything that one of them acts on is there once. */
export interface World {
  gateway: Gateway;
  shop: Shop;
  /** Clients: with an unpaid bill, with credit, with a card, with a service to be cancelled. */
  debtor: number;
  saver: number;
  payer: number;
  leaver: number;
  /** A client of France with a tax id, and one without any order. */
  french: number;
  fresh: number;
  product: number;
  /** The debtor's invoice. */
  invoice: number;
  /** The gateway that stores cards. */
  stripe: number;
  dns: FakeDns;
  departmentId: string;
  ticket: Ticket;
  /** A name that no other call has used. */
  name(): string;
  /** A client that no other call has used. */
  client(more?: object): Promise<number>;
  /** An operation that is tried and undone: what it answers, or the code of its refusal. */
  tried(document: string, input: object, as?: Who | null): Promise<unknown>;
}

/** How a setting is shown to act. */
export interface Probe {
  /** The other value; the first is the default, or `from`. */
  to: string | ((world: World) => string);
  from?: string;
  /** What else has to be set for it to matter. */
  with?: Partial<Record<SettingName, string>>;
  /** What somebody sees from outside: other under the other value. */
  see(world: World): Promise<unknown>;
}

/** A client, with whatever is said of it. */
async function addClient(gateway: Gateway, name: string, more: object = {}): Promise<number> {
  const { addClient: added } = await gateway.data(
    `mutation ($input: AddClientInput!) { addClient(input: $input) { client { databaseId } } }`,
    {
      input: {
        firstName: name,
        lastName: 'Probe',
        email: `${name.toLowerCase()}@probes.test`,
        address1: '1 Road',
        city: 'London',
        state: 'London',
        postcode: 'N1 1AA',
        country: 'GB',
        phoneNumber: '+442079460001',
        ...more,
      },
    },
  );
  return added.client.databaseId;
}

interface Ticket {
  id: string;
  databaseId: number;
  replyId: string;
}

const OPEN = `mutation ($input: OpenTicketInput!) {
  openTicket(input: $input) { ticket { id databaseId } } }`;
const REPLY = `mutation ($input: AddTicketReplyInput!) {
  addTicketReply(input: $input) { ticketReply { id } } }`;

/** A ticket of Carol's that was answered. */
export async function openTicket(gateway: Gateway, departmentId: string): Promise<Ticket> {
  const input = { departmentId, subject: 'Help', message: 'First.' };
  const { openTicket: opened } = await gateway.data(OPEN, { input }, 'carol');
  const { id, databaseId } = opened.ticket;
  const reply = { ticketId: id, message: 'Second.' };
  const { addTicketReply } = await gateway.data(REPLY, { input: reply });
  return { id, databaseId, replyId: addTicketReply.ticketReply.id };
}

/** Opens the company by the public API; only a card needs what a card form would have done. */
export async function openWorld(gateway: Gateway): Promise<World> {
  const shop = await openShop(gateway);
  const stripe = await useStripe(gateway);
  stopAfterFile(stripe.stop);
  await sell(gateway, 'com');
  for (const country of ['GB', 'FR'])
    await gateway.data(
      `mutation ($input: SetTaxRuleInput!) { setTaxRule(input: $input) { taxRule { id } } }`,
      { input: { name: 'VAT', country, rate: '20', level: 1 } },
    );
  const product = await shop.addProduct({ custom_affiliate_payout: 'Use Default' });
  const buyer = async (firstName: string, method = 'mailin') => {
    const id = await addClient(gateway, firstName);
    const { orderId, ...ordered } = await shop.order(id, product, {}, method);
    await done(gateway, 'AcceptOrder', { order_id: orderId });
    return { id, ...ordered };
  };
  const debtor = await buyer('Dora');
  const saver = await buyer('Sara');
  await done(gateway, 'AddCredit', { user_id: saver.id, description: 'Saved', amount: '100' });
  const payer = await buyer('Pat', 'stripe');
  await storeCard(gateway, payer.id, stripe.id);
  const leaver = await buyer('Lea');
  await done(gateway, 'AddCancelRequest', {
    service_id: leaver.serviceId,
    type: 'End of Billing Period',
    reason: 'Moving',
  });
  const { createDepartment } = await gateway.data(
    `mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { department { id } } }`,
    { input: { name: 'Support', email: 'support@house.test' } },
  );
  const departmentId = createDepartment.department.id;
  const dns = await openFakeDns();
  stopAfterFile(async () => dns.close());
  let count = 0;
  const name = () => `walk${(count += 1)}`;
  return {
    gateway,
    shop,
    debtor: debtor.id,
    saver: saver.id,
    payer: payer.id,
    leaver: leaver.id,
    french: await addClient(gateway, 'Fleur', { country: 'FR', taxId: 'FR40303265045' }),
    fresh: await addClient(gateway, 'Fresh'),
    product,
    invoice: debtor.invoiceId,
    stripe: stripe.id,
    dns,
    departmentId,
    ticket: await openTicket(gateway, departmentId),
    name,
    client: (more) => addClient(gateway, name(), more),
    tried: async (document, input, as = 'staff') =>
      seenOf(await gateway.ask(document, { input }, as, { 'dry-run': '1' })),
  };
}

/** What an answer shows: its data, or why it was refused. */
export const seenOf = (answer: Answer): unknown =>
  answer.errors ? [codeOf(answer), answer.errors[0]!.extensions.field] : answer.data;
