import { type Ask, type Change, changer } from './ask.ts';

/** Whom the examples are opened as. */
export const people = {
  customer: { email: 'wanda@example.com', password: 'walks-in-the-sun-7' },
  staff: { username: 'stella', password: 'keeps-the-desk-tidy-7' },
};

/**
 * What both examples show, made by the public API beside what the demo has: somebody of staff, a
 * customer's user, a gateway and registrars without money, and a month of business.
 * @param bank where the test bank is
 */
export async function makeCompany(ask: Ask, bank: string): Promise<void> {
  const change = changer(ask);
  await makeStaff(ask, change);
  await change(
    'configureGateway',
    {
      name: 'test-bank',
      displayName: 'Test bank',
      isActive: true,
      settings: [{ name: 'address', secretValue: bank }],
    },
    'gateway { id }',
  );
  const { clients } = await ask('{ clients(filter: { email: "carol" }) { nodes { id } } }');
  const carol = clients.nodes[0].id as string;
  await makeUser(change, carol);
  const others = await makeClients(change);
  await makeIncome(change, [carol, ...others]);
  await makeTickets(ask, change, others);
  await makeDomainOrders(change, others);
}

async function makeStaff(ask: Ask, change: Change): Promise<void> {
  const { adminRoles } = await ask('{ adminRoles { id } }');
  const { username, password } = people.staff;
  const name = { firstName: 'Stella', lastName: 'Staff', email: 'stella@hostgraph.example' };
  const input = { username, password, ...name, roleId: adminRoles[0].id };
  await change('createAdmin', input, 'admin { id }');
}

/** A user who may act for a client, in all that the client area shows. */
async function makeUser(change: Change, clientId: string): Promise<void> {
  const input = { firstName: 'Wanda', lastName: 'Walker', ...people.customer };
  const { user } = await change('addUser', input, 'user { id }');
  const permissions = [
    'INVOICES',
    'PRODUCTS',
    'MANAGE_PRODUCTS',
    'DOMAINS',
    'MANAGE_DOMAINS',
    'TICKETS',
    'ORDERS',
    'PROFILE',
  ];
  await change('createUserClient', { userId: user.id, clientId, permissions }, '__typename');
}

const persons = [
  ['Amélie', 'Dubois', 'Atelier Dubois', 'Lyon', 'FR', '+33 4 72 10 30 30'],
  ['Kenji', 'Sato', 'Sato Ceramics', 'Kyoto', 'JP', '+81 75 222 3333'],
  ['Fatima', 'Haddad', 'Haddad & Daughters', 'Leeds', 'GB', '+44 113 222 4444'],
  ['Lars', 'Lindqvist', '', 'Malmö', 'SE', '+46 40 34 10 00'],
] as const;

async function makeClients(change: Change): Promise<string[]> {
  const ids: string[] = [];
  for (const [firstName, lastName, companyName, city, country, phoneNumber] of persons) {
    const input = {
      firstName,
      lastName,
      companyName,
      city,
      state: city,
      country,
      phoneNumber,
      email: `${firstName.normalize('NFD').replace(/[^a-z]/gi, '')}@example.com`.toLowerCase(),
      address1: '5 Market Square',
      postcode: '12345',
      sendWelcomeEmail: false,
    };
    ids.push((await change('addClient', input, 'client { id }')).client.id);
  }
  return ids;
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** Paid invoices over the last month, the last of today: there is something to draw on the first, too. */
async function makeIncome(change: Change, clients: readonly string[]): Promise<void> {
  for (const [place, days] of [27, 22, 19, 14, 11, 9, 6, 4, 2, 0].entries()) {
    const issuedOn = daysAgo(days).slice(0, 10);
    const lines = [
      { description: 'Work on a website', unitPrice: String(40 + ((place * 37) % 90)) },
    ];
    const clientId = clients[place % clients.length];
    const input = { clientId, lines, issuedOn, dueOn: issuedOn, status: 'UNPAID' };
    const { invoice } = await change('createInvoice', input, 'invoice { id }');
    const paid = {
      invoiceId: invoice.id,
      transactionRef: `WALK-${place}`,
      happenedAt: daysAgo(days),
    };
    await change('addInvoicePayment', { ...paid, sendEmail: false }, 'invoice { id }');
  }
}

const questions = [
  ['My site is slow', 'Since this morning every page takes **ten seconds**.', 'HIGH'],
  ['How do I add a mailbox?', 'I need `info@` for my shop.', 'MEDIUM'],
  ['A copy of an old invoice', 'My accountant asks for that of March.', 'LOW'],
  ['Can I move my domain to you?', 'It is at another registrar now.', 'MEDIUM'],
] as const;

async function makeTickets(ask: Ask, change: Change, clients: readonly string[]): Promise<void> {
  const { departments } = await ask('{ departments { id } }');
  for (const [place, [subject, message, priority]] of questions.entries()) {
    const from = { clientId: clients[place], departmentId: departments[0].id };
    const input = { ...from, subject, message, priority, sendEmail: false };
    await change('openTicket', input, 'ticket { id }');
  }
}

/**
 * Domains ordered and paid: one where a person registers, one that the registrar refuses at first;
 * and two orders that wait for somebody to decide.
 */
async function makeDomainOrders(change: Change, clients: readonly string[]): Promise<void> {
  const instructions = { name: 'instructions', secretValue: 'Buy it by the account “desk”.' };
  await change(
    'configureRegistrar',
    { module: 'manual', isActive: true, settings: [instructions] },
    'registrar { id }',
  );
  const registry = { module: 'test-registry', isActive: true };
  await change('configureRegistrar', registry, 'registrar { id }');
  const prices = { registerPrices: ['12'], renewPrices: ['12'], transferPrices: ['12'], cost: '9' };
  await change('createTld', { extension: 'art', registrar: 'manual', ...prices }, 'tld { id }');
  await change(
    'createTld',
    { extension: 'dev', registrar: 'test-registry', ...prices },
    'tld { id }',
  );
  await order(change, clients[0]!, 'atelier-dubois.art', true);
  await order(change, clients[1]!, 'sato-ceramics.dev', true);
  await order(change, clients[2]!, 'haddad-and-daughters.com', false);
  await order(change, clients[3]!, 'free-phones-for-all.shop', false);
}

async function order(change: Change, clientId: string, domainName: string, isPaid: boolean) {
  await change('cartAddDomain', { clientId, domainName, years: 1 }, 'item { id }');
  const input = { clientId, paymentMethod: 'mailin', ip: '203.0.113.9', sendEmail: false };
  const { order: placed } = await change(
    'addOrder',
    { ...input, sendInvoiceEmail: false },
    'order { id invoice { id } }',
  );
  if (!isPaid) return;
  const payment = { invoiceId: placed.invoice.id, transactionRef: domainName, sendEmail: false };
  await change('addInvoicePayment', payment, 'invoice { id }');
}
