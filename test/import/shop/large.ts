import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newShop, type Shop, type ShopRow } from './database.ts';
import { settings } from './ugly.ts';

/** How much there is of each for a client. */
const INVOICES = 10;
const LINES = 2;
const TICKETS = 5;

/** Clients whose rows are put in at once. */
const BATCH = 500;

const day = (month: number) =>
  `20${String(15 + Math.floor(month / 12)).padStart(2, '0')}-${String((month % 12) + 1).padStart(2, '0')}-10`;

const open = (client: number, place: number) => place === INVOICES - 1 && client % 4 === 0;

/** Every so manieth ticket has a file. */
const FILED = 10;

/** The shop, and the folder of its files. */
export interface LargeShop extends Shop {
  attachments: string;
}

/** What the service of a client is signed in to with, as its API tells. */
export const passwordOf = (client: number) => `panel-${client}`;

/**
 * A shop in which everything adds up: for each client ten invoices of two lines and five tickets, every
 * tenth of them with a file; a member of staff who answered them all.
 */
export async function largeShop(clients: number): Promise<LargeShop> {
  const shop = await newShop();
  const attachments = await mkdtemp(join(tmpdir(), 'hostgraph-attachments-'));
  await shop.add('tblconfiguration', settings());
  await shop.add('tblcurrencies', [
    { id: 1, code: 'USD', prefix: '$', suffix: '', format: 1, rate: '1', default: 1 },
    { id: 2, code: 'EUR', prefix: '', suffix: ' EUR', format: 3, rate: '0.9', default: 0 },
  ]);
  await shop.add('tblpaymentgateways', [
    { gateway: 'banktransfer', setting: 'name', value: 'Bank Transfer', order: 1 },
  ]);
  await shop.add('tblproductgroups', [{ id: 1, name: 'Hosting', slug: 'hosting' }]);
  await shop.add('tblproducts', [
    {
      id: 1,
      type: 'hostingaccount',
      gid: 1,
      name: 'Starter',
      slug: 'starter',
      paytype: 'recurring',
    },
  ]);
  await shop.add('tblticketdepartments', [{ id: 1, name: 'Support', email: '' }]);
  await shop.add('tbladminroles', [{ id: 1, name: 'Support' }]);
  await shop.add('tbladmins', [
    {
      id: 1,
      roleid: 1,
      username: 'eve',
      passwordhash: `$2y$10$${'a'.repeat(53)}`,
      firstname: 'Eve',
      lastname: 'Staff',
      email: 'eve@example.test',
      supportdepts: '1',
    },
  ]);
  await shop.add('tblticketstatuses', [
    { id: 1, title: 'Open' },
    { id: 2, title: 'Closed' },
  ]);
  for (let first = 1; first <= clients; first += BATCH)
    await addClients(shop, first, Math.min(first + BATCH - 1, clients));
  for (let ticket = FILED; ticket < (clients + 1) * FILED; ticket += FILED)
    await writeFile(join(attachments, fileOf(ticket)), `Log of ${ticket}. `.repeat(20));
  return { ...shop, attachments };
}

const fileOf = (ticket: number) => `${ticket}_log.txt`;

async function addClients(shop: Shop, first: number, last: number): Promise<void> {
  const ids = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  await shop.add('tblclients', ids.map(client));
  await shop.add('tblusers', ids.map(user));
  await shop.add(
    'tblusers_clients',
    ids.map((id) => ({ auth_user_id: id, client_id: id, owner: 1 })),
  );
  await shop.add('tblorders', ids.map(order));
  await shop.add('tblhosting', ids.map(service));
  await shop.add('tbldomains', ids.map(domain));
  const bills = ids.flatMap((id) =>
    Array.from({ length: INVOICES }, (_, place) => ({ id, place, invoice: id * 10 + place })),
  );
  await shop.add('tblinvoices', bills.map(invoice));
  await shop.add('tblinvoiceitems', bills.flatMap(lines));
  await shop.add('tblaccounts', bills.filter(({ id, place }) => !open(id, place)).map(payment));
  await shop.add('tblcredit', ids.filter((id) => id % 5 === 0).map(credit));
  const asked = ids.flatMap((id) =>
    Array.from({ length: TICKETS }, (_, place) => ({ id, ticket: id * 10 + place })),
  );
  await shop.add('tbltickets', asked.map(ticket));
  await shop.add('tblticketreplies', asked.map(reply));
}

const client = (id: number): ShopRow => ({
  id,
  firstname: `First ${id}`,
  lastname: `Läst ${id}`,
  email: `client${id}@example.test`,
  country: 'GB',
  status: 'Active',
  currency: id % 3 === 0 ? 2 : 1,
  credit: id % 5 === 0 ? '7.25' : '0',
  datecreated: '2015-01-10',
});

const user = (id: number): ShopRow => ({
  id,
  first_name: `First ${id}`,
  last_name: `Läst ${id}`,
  email: `client${id}@example.test`,
  password: `$2y$10$${'a'.repeat(53)}`,
});

const order = (id: number): ShopRow => ({
  id,
  ordernum: String(9_000_000_000 + id),
  userid: id,
  date: '2015-01-10 10:00:00',
  amount: '12.00',
  invoiceid: id * 10,
  status: 'Active',
});

const service = (id: number): ShopRow => ({
  id,
  userid: id,
  orderid: id,
  packageid: 1,
  regdate: '2015-01-10',
  domain: `site${id}.example`,
  billingcycle: 'Monthly',
  amount: '10.00',
  firstpaymentamount: '10.00',
  nextduedate: '2026-12-10',
  nextinvoicedate: '2026-12-10',
  password: `encrypted ${id}`,
  domainstatus: id % 9 === 0 ? 'Suspended' : 'Active',
});

const domain = (id: number): ShopRow => ({
  id,
  userid: id,
  orderid: id,
  type: 'Register',
  registrationdate: '2015-01-10',
  domain: `site${id}.example`,
  recurringamount: '12.00',
  registrationperiod: 1,
  expirydate: '2027-01-10',
  nextduedate: '2027-01-10',
  nextinvoicedate: '2027-01-10',
  status: 'Active',
});

interface Bill {
  id: number;
  place: number;
  invoice: number;
}

/** 10.00 taxed and 2.50 not, with 19 percent: 14.40. */
const invoice = ({ id, place, invoice: number }: Bill): ShopRow => ({
  id: number,
  userid: id,
  invoicenum: '',
  date: day(place * 12),
  duedate: day(place * 12),
  datepaid: open(id, place) ? null : `${day(place * 12)} 10:00:00`,
  subtotal: '12.50',
  tax: '1.90',
  credit: '0',
  total: '14.40',
  taxrate: '19',
  status: open(id, place) ? 'Unpaid' : 'Paid',
  paymentmethod: 'banktransfer',
});

const lines = ({ id, invoice: number }: Bill): ShopRow[] =>
  Array.from({ length: LINES }, (_, place) => ({
    id: number * LINES + place,
    invoiceid: number,
    userid: id,
    type: place === 0 ? 'Hosting' : 'Item',
    relid: place === 0 ? id : 0,
    description: place === 0 ? 'Starter – monthly' : 'Extra',
    amount: place === 0 ? '10.00' : '2.50',
    taxed: place === 0 ? 1 : 0,
  }));

const payment = ({ id, place, invoice: number }: Bill): ShopRow => ({
  id: number,
  userid: id,
  gateway: 'banktransfer',
  date: `${day(place * 12)} 10:00:00`,
  description: 'Invoice Payment',
  amountin: '14.40',
  fees: '0.30',
  amountout: '0',
  rate: '1',
  transid: `T${number}`,
  invoiceid: number,
});

const credit = (id: number): ShopRow => ({
  id,
  clientid: id,
  date: '2020-01-01',
  description: 'Goodwill',
  amount: '7.25',
  relid: 0,
});

interface Asked {
  id: number;
  ticket: number;
}

const ticket = ({ id, ticket: number }: Asked): ShopRow => ({
  id: number,
  tid: String(number),
  did: 1,
  userid: id,
  c: 'abcdefgh',
  date: '2024-05-05 10:00:00',
  lastreply: '2024-05-06 10:00:00',
  title: `Question ${number}`,
  message: 'It does not work. '.repeat(10),
  status: 'Closed',
  urgency: 'Medium',
  attachment: number % FILED === 0 ? fileOf(number) : '',
});

const reply = ({ ticket: number }: Asked): ShopRow => ({
  id: number,
  tid: number,
  userid: 0,
  date: '2024-05-06 10:00:00',
  message: 'It does now. '.repeat(10),
  admin: 'Eve Staff',
});
