import { hashSync } from 'bcryptjs';
import { newShop, type Shop } from './database.ts';

/** The password of Ada at the old system. */
export const adasPassword = 'correct horse battery';

/** What every installation says of itself. */
export const settings = (version = '8.3.1-release.1') => [
  { setting: 'Version', value: version },
  { setting: 'SystemURL', value: 'https://old.example/' },
  { setting: 'TaxType', value: 'Exclusive' },
  { setting: 'DefaultCountry', value: 'DE' },
];

const invoice = (
  id: number,
  userid: number,
  status: string,
  [subtotal, tax, credit, total]: readonly [string, string, string, string],
) => ({
  id,
  userid,
  invoicenum: '',
  date: '2025-03-01',
  duedate: '2025-03-15',
  datepaid: status === 'Paid' ? '2025-03-10 12:00:00' : '0000-00-00 00:00:00',
  subtotal,
  tax,
  credit,
  total,
  taxrate: tax === '0' ? '0' : '19',
  status,
  paymentmethod: 'banktransfer',
});

const line = (id: number, invoiceid: number, amount: string, type = 'Item', taxed = 0) => ({
  id,
  invoiceid,
  userid: 1,
  type,
  relid: 0,
  description: `Line ${id}`,
  amount,
  taxed,
});

const paid = (id: number, userid: number, invoiceid: number, amountin: string, more = {}) => ({
  id,
  userid,
  currency: 0,
  gateway: 'banktransfer',
  date: '2025-03-10 12:00:00',
  description: 'Invoice Payment',
  amountin,
  fees: '0',
  amountout: '0',
  rate: '1',
  transid: `T${id}`,
  invoiceid,
  refundid: 0,
  ...more,
});

/**
 * A small shop with what ten years leave behind: a currency that was removed, invoices of a deleted
 * client, lines of deleted invoices, one address for two clients, Latin-1 in UTF-8, zero dates, an
 * invoice marked paid without a payment, one that is paid and still open, lines that do not add up,
 * credit that does not.
 */
export async function uglyShop(version?: string): Promise<Shop> {
  const shop = await newShop();
  await shop.add('tblconfiguration', settings(version));
  await shop.add('tblcurrencies', [
    { id: 1, code: 'USD', prefix: '$', suffix: ' USD', format: 1, rate: '1', default: 1 },
    { id: 2, code: 'EUR', prefix: '', suffix: ' EUR', format: 3, rate: '0.9', default: 0 },
  ]);
  await shop.add('tbltax', [
    { id: 1, level: 1, name: 'VAT', state: '', country: 'DE', taxrate: '19' },
    { id: 2, level: 1, name: 'VAT again', state: '', country: 'DE', taxrate: '7' },
  ]);
  await shop.add('tblpaymentgateways', [
    { gateway: 'banktransfer', setting: 'name', value: 'Bank Transfer', order: 1 },
    { gateway: 'banktransfer', setting: 'visible', value: 'on', order: 1 },
  ]);
  await shop.add('tblclientgroups', [
    { id: 1, groupname: 'VIP', groupcolour: '#ff8800', discountpercent: '5', susptermexempt: 'on' },
  ]);
  await people(shop);
  await sold(shop);
  await bills(shop);
  await words(shop);
  return shop;
}

async function people(shop: Shop): Promise<void> {
  const client = {
    country: 'GB',
    status: 'Active',
    datecreated: '2015-05-05',
    groupid: 0,
    notes: '',
  };
  await shop.add('tblclients', [
    {
      ...client,
      id: 1,
      firstname: 'Ada',
      lastname: 'O&#039;Lovelace',
      email: 'ada@example.test',
      currency: 1,
      credit: '5.00',
      groupid: 1,
      phonenumber: '+44.2079460000',
    },
    {
      ...client,
      id: 2,
      firstname: 'JÃ¼rgen',
      lastname: 'Müller',
      email: 'Ada@Example.test',
      currency: 2,
      credit: '0',
      country: '',
      datecreated: '0000-00-00',
    },
    {
      ...client,
      id: 3,
      firstname: 'Grace',
      lastname: 'Hopper',
      email: 'grace@example.test',
      currency: 3,
      credit: '7.50',
      groupid: 9,
    },
    {
      ...client,
      id: 4,
      firstname: 'Carl',
      lastname: 'Closed',
      email: 'carl@example.test',
      currency: 1,
      credit: '0',
      status: 'Closed',
    },
  ]);
  const password = hashSync(adasPassword, 4).replace('$2b$', '$2y$');
  await shop.add('tblusers', [
    {
      id: 11,
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.test',
      password,
      language: 'english',
      second_factor: '',
    },
    {
      id: 12,
      first_name: 'Grace',
      last_name: 'Hopper',
      email: 'grace@example.test',
      password: 'plain',
      language: '',
      second_factor: 'totp',
    },
  ]);
  await shop.add('tblusers_clients', [
    { auth_user_id: 11, client_id: 1, owner: 1, permissions: '' },
    { auth_user_id: 11, client_id: 2, owner: 1, permissions: '' },
    { auth_user_id: 12, client_id: 1, owner: 0, permissions: 'invoices,tickets,nonsense' },
    { auth_user_id: 12, client_id: 99, owner: 1, permissions: '' },
  ]);
  await shop.add('tblcontacts', [
    {
      id: 21,
      userid: 1,
      firstname: 'Charles',
      lastname: 'Babbage',
      email: 'charles@example.test',
      country: 'gb',
      invoiceemails: 1,
    },
    {
      id: 22,
      userid: 99,
      firstname: 'No',
      lastname: 'Body',
      email: 'nobody@example.test',
      country: 'GB',
      invoiceemails: 1,
    },
  ]);
  await shop.run('update tblclients set billingcid = 21 where id = 1');
  await shop.add('tblnotes', [
    {
      id: 31,
      userid: 1,
      adminid: 1,
      created: '2020-01-01 10:00:00',
      note: 'Pays late &amp; well',
      sticky: 1,
    },
  ]);
}

const prices = {
  msetupfee: '0',
  qsetupfee: '0',
  ssetupfee: '0',
  asetupfee: '0',
  bsetupfee: '0',
  tsetupfee: '0',
  monthly: '-1',
  quarterly: '-1',
  semiannually: '-1',
  annually: '-1',
  biennially: '-1',
  triennially: '-1',
};

async function sold(shop: Shop): Promise<void> {
  await shop.add('tblservergroups', [{ id: 1, name: 'Web', filltype: 1 }]);
  await shop.add('tblservers', [
    {
      id: 1,
      name: 'web1',
      hostname: 'web1.example.test',
      type: 'cpanel',
      username: 'root',
      password: 'secret==',
      monthlycost: '40',
      active: 1,
      assignedips: '192.0.2.1\r\n192.0.2.2',
    },
  ]);
  await shop.add('tblservergroupsrel', [{ groupid: 1, serverid: 1 }]);
  await shop.add('tblproductgroups', [{ id: 1, name: 'Hosting &amp; more', slug: '', order: 1 }]);
  const product = { gid: 1, slug: '', freedomain: '', affiliatepaytype: '' };
  await shop.add('tblproducts', [
    {
      ...product,
      id: 1,
      type: 'hostingaccount',
      name: 'Starter',
      paytype: 'recurring',
      autosetup: 'payment',
      servertype: 'cpanel',
      servergroup: 1,
      configoption1: 'small',
      tax: 1,
    },
    {
      ...product,
      id: 2,
      type: 'other',
      name: 'Setup help',
      paytype: 'onetime',
      autosetup: '',
      servertype: '',
      servergroup: 0,
      configoption1: '',
      tax: 0,
    },
  ]);
  await shop.add('tblpricing', [
    {
      ...prices,
      type: 'product',
      currency: 1,
      relid: 1,
      monthly: '5.00',
      annually: '50.00',
      msetupfee: '2.50',
    },
    { ...prices, type: 'product', currency: 3, relid: 1, monthly: '4.00' },
    { ...prices, type: 'product', currency: 1, relid: 2, monthly: '99.00' },
    { ...prices, type: 'configoptions', currency: 1, relid: 1, monthly: '1.00' },
    { ...prices, type: 'addon', currency: 1, relid: 1, monthly: '3.00' },
    {
      ...prices,
      type: 'domainregister',
      currency: 1,
      relid: 1,
      msetupfee: '12.00',
      qsetupfee: '23.00',
    },
  ]);
  await shop.add('tblproductconfiggroups', [{ id: 1, name: 'Disk', description: '' }]);
  await shop.add('tblproductconfiglinks', [
    { gid: 1, pid: 1 },
    { gid: 1, pid: 1 },
  ]);
  await shop.add('tblproductconfigoptions', [
    { id: 1, gid: 1, optionname: 'disk|Disk', optiontype: '1' },
  ]);
  await shop.add('tblproductconfigoptionssub', [{ id: 1, configid: 1, optionname: '10|10 GB' }]);
  await shop.add('tbladdons', [
    {
      id: 1,
      packages: '1,77',
      name: 'Backups',
      billingcycle: 'recurring',
      tax: 1,
      showorder: 1,
      autoactivate: 'on',
    },
  ]);
  await shop.add('tblregistrars', [{ registrar: 'enom', setting: 'Username', value: 'x==' }]);
  await shop.add('tbldomainpricing', [
    { id: 1, extension: '.com', autoreg: 'enom', group: 'hot', grace_period: -1, order: 1 },
  ]);
  await shop.add('tblpromotions', [
    {
      id: 1,
      code: 'SPRING',
      type: 'Percentage',
      value: '10',
      cycles: 'Monthly,Annually',
      appliesto: '1,A1,D.com',
      expirationdate: '0000-00-00',
    },
  ]);
  await shop.add('tblorders', [
    {
      id: 1,
      ordernum: '1234567890',
      userid: 1,
      date: '2024-02-29 09:00:00',
      amount: '17.00',
      invoiceid: 101,
      status: 'Active',
      paymentmethod: 'banktransfer',
      promocode: '',
    },
    {
      id: 2,
      ordernum: '1234567891',
      userid: 99,
      date: '2024-02-29 09:00:00',
      amount: '1.00',
      invoiceid: 0,
      status: 'Active',
      paymentmethod: 'banktransfer',
      promocode: '',
    },
  ]);
  const service = {
    orderid: 1,
    packageid: 1,
    server: 1,
    paymentmethod: 'banktransfer',
    billingcycle: 'Monthly',
    firstpaymentamount: '7.50',
    amount: '5.00',
    nextinvoicedate: '2025-04-01',
    qty: 1,
    ns1: '',
    username: 'ada',
  };
  await shop.add('tblhosting', [
    {
      ...service,
      id: 1,
      userid: 1,
      regdate: '2024-02-29',
      domain: 'Ada.example',
      domainstatus: 'Active',
      nextduedate: '2025-04-01',
      password: 'enc==',
    },
    {
      ...service,
      id: 2,
      orderid: 0,
      userid: 3,
      regdate: '0000-00-00',
      domain: '',
      domainstatus: 'Suspended',
      nextduedate: '0000-00-00',
      password: '',
    },
    {
      ...service,
      id: 3,
      userid: 99,
      regdate: '2024-01-01',
      domain: 'gone.example',
      domainstatus: 'Terminated',
      nextduedate: '2024-01-01',
      password: '',
    },
  ]);
  await shop.add('tblhostingaddons', [
    {
      id: 1,
      orderid: 1,
      hostingid: 1,
      addonid: 1,
      name: '',
      qty: 1,
      recurring: '3.00',
      setupfee: '0',
      billingcycle: 'Monthly',
      tax: 'on',
      status: 'Active',
      regdate: '2024-02-29',
      nextduedate: '2025-04-01',
      paymentmethod: 'banktransfer',
    },
  ]);
  await shop.add('tblhostingconfigoptions', [{ relid: 1, configid: 1, optionid: 1, qty: 0 }]);
  await shop.add('tbldomains', [
    {
      id: 1,
      userid: 1,
      orderid: 1,
      type: 'Register',
      registrationdate: '2024-02-29',
      domain: 'Example.COM',
      firstpaymentamount: '12.00',
      recurringamount: '12.00',
      registrar: 'enom',
      registrationperiod: 1,
      expirydate: '2026-02-28',
      status: 'Active',
      nextduedate: '2026-02-28',
      nextinvoicedate: '2026-02-28',
      paymentmethod: 'banktransfer',
      donotrenew: 1,
    },
    {
      id: 2,
      userid: 2,
      orderid: 0,
      type: 'Transfer',
      registrationdate: '0000-00-00',
      domain: 'münchen.com',
      firstpaymentamount: '0',
      recurringamount: '12.00',
      registrar: '',
      registrationperiod: 1,
      expirydate: '0000-00-00',
      status: 'Transferred Away',
      nextduedate: '0000-00-00',
      nextinvoicedate: '0000-00-00',
      paymentmethod: 'gone',
      donotrenew: 0,
    },
  ]);
}

async function bills(shop: Shop): Promise<void> {
  await shop.add('tblinvoices', [
    { ...invoice(101, 1, 'Paid', ['100', '19', '0', '119']), invoicenum: 'R-1' },
    { ...invoice(102, 1, 'Unpaid', ['50', '0', '15', '35']), invoicenum: 'R-1' },
    invoice(103, 1, 'Paid', ['30', '0', '0', '30']),
    invoice(104, 1, 'Paid', ['20', '0', '0', '20']),
    invoice(105, 99, 'Paid', ['12', '0', '0', '12']),
    { ...invoice(106, 2, 'Unpaid', ['80', '0', '0', '80']), date: '0000-00-00' },
    invoice(107, 2, 'Cancelled', ['9', '0', '0', '9']),
    invoice(108, 2, 'Draft', ['11', '0', '0', '11']),
    invoice(109, 1, 'Refunded', ['40', '0', '0', '40']),
    invoice(110, 3, 'Paid', ['10', '0', '0', '10']),
    invoice(111, 1, 'Unpaid', ['8', '0', '0', '8']),
  ]);
  await shop.add('tblinvoiceitems', [
    { ...line(1, 101, '60', 'Hosting', 1), relid: 1 },
    line(2, 101, '40', 'Item', 1),
    line(3, 102, '50'),
    line(4, 103, '30'),
    line(5, 104, '20', 'AddFunds'),
    line(6, 105, '12'),
    line(7, 106, '70'),
    line(8, 107, '9'),
    line(9, 108, '11'),
    line(10, 109, '40'),
    line(11, 110, '10'),
    line(12, 111, '8'),
    line(13, 999, '1'),
  ]);
  await shop.add('tblaccounts', [
    paid(501, 1, 101, '119', { fees: '3.50' }),
    paid(502, 1, 102, '10'),
    paid(503, 1, 104, '20'),
    paid(504, 99, 105, '12'),
    paid(505, 1, 109, '40'),
    paid(506, 1, 109, '0', { amountout: '40', refundid: 505, description: 'Refund' }),
    paid(507, 3, 110, '10', { transid: 'T501' }),
    paid(508, 1, 111, '8'),
    paid(509, 1, 0, '4'),
  ]);
  await shop.add('tblcredit', [
    {
      id: 601,
      clientid: 1,
      date: '2025-03-10',
      description: 'Add Funds Invoice #104',
      amount: '20',
      relid: 104,
    },
    {
      id: 602,
      clientid: 1,
      date: '2025-03-11',
      description: 'Credit Applied to Invoice #102',
      amount: '-15',
      relid: 102,
    },
  ]);
}

async function words(shop: Shop): Promise<void> {
  const at = '2025-02-01 10:00:00';
  await shop.add('tblticketdepartments', [
    { id: 1, name: 'Support', email: 'Help@example.test', order: 1 },
  ]);
  await shop.add('tblticketstatuses', [
    { id: 1, title: 'Open', color: '#779500', sortorder: 1, showactive: 1, showawaiting: 1 },
    {
      id: 5,
      title: 'Customer-Reply',
      color: '#ff6600',
      sortorder: 2,
      showactive: 1,
      showawaiting: 1,
    },
    { id: 9, title: 'Closed', color: '#888888', sortorder: 3, showactive: 0, showawaiting: 0 },
  ]);
  await shop.add('tblcustomfields', [
    { id: 1, type: 'client', relid: 0, fieldname: 'VAT office', fieldtype: 'text' },
    { id: 2, type: 'product', relid: 1, fieldname: 'Root password', fieldtype: 'password' },
  ]);
  await shop.add('tblcustomfieldsvalues', [
    { fieldid: 1, relid: 1, value: 'Old' },
    { fieldid: 1, relid: 1, value: 'Berlin' },
    { fieldid: 2, relid: 1, value: 'enc==' },
  ]);
  const ticket = {
    did: 1,
    c: 'abcd',
    date: at,
    lastreply: at,
    urgency: 'High',
    cc: '',
    name: '',
    email: '',
    admin: '',
    attachment: '',
    contactid: 0,
    merged_ticket_id: 0,
  };
  await shop.add('tbltickets', [
    {
      ...ticket,
      id: 1,
      tid: 'ABC-123456',
      userid: 1,
      title: 'It doesn&#039;t work',
      message: 'Help &lt;me&gt;',
      status: 'Customer-Reply',
      service: 'S1',
      attachment: '1_a.txt',
    },
    {
      ...ticket,
      id: 2,
      tid: 'ABC-123456',
      userid: 0,
      title: 'Guest',
      message: 'x',
      status: 'Vanished',
      service: '',
      email: 'Guest@Example.test',
      merged_ticket_id: 1,
    },
    {
      ...ticket,
      id: 3,
      tid: '777',
      userid: 1,
      title: 'Nowhere',
      message: 'x',
      status: 'Open',
      service: '',
      did: 8,
    },
  ]);
  await shop.add('tblticketreplies', [
    {
      id: 1,
      tid: 1,
      userid: 0,
      date: at,
      message: 'Try again',
      admin: 'Eve Staff',
      rating: 5,
      name: '',
      email: '',
    },
    { id: 2, tid: 3, userid: 1, date: at, message: 'x', admin: '', rating: 0, name: '', email: '' },
  ]);
  await shop.add('tblticketnotes', [
    { id: 1, ticketid: 1, admin: 'Eve Staff', date: at, message: 'Careful' },
  ]);
  await shop.add('tbltickettags', [
    { ticketid: 1, tag: 'urgent' },
    { ticketid: 1, tag: 'urgent' },
  ]);
  await shop.add('tblannouncements', [
    { id: 1, date: at, title: 'News', announcement: '<p>Hi</p>', published: 1, language: '' },
  ]);
  await shop.add('tblknowledgebasecats', [
    { id: 1, parentid: 2, name: 'Mail', description: '', hidden: '', language: '' },
    { id: 2, parentid: 0, name: 'How to', description: '', hidden: '', language: '' },
  ]);
  await shop.add('tblknowledgebase', [
    {
      id: 1,
      title: 'Set up mail',
      article: '<p>So</p>',
      views: 7,
      useful: 2,
      votes: 3,
      private: '',
      language: '',
    },
  ]);
  await shop.add('tblknowledgebaselinks', [{ categoryid: 1, articleid: 1 }]);
  await shop.add('tblquotes', [
    {
      id: 1,
      subject: 'Big one',
      stage: 'Delivered',
      userid: 1,
      currency: 0,
      datecreated: '2025-01-01',
      validuntil: '2099-02-01',
      lastmodified: '2025-01-02',
      subtotal: '135',
      total: '135',
    },
  ]);
  await shop.add('tblquoteitems', [
    {
      id: 1,
      quoteid: 1,
      description: 'Work',
      quantity: '1.5',
      unitprice: '100',
      discount: '10',
      taxable: 0,
    },
  ]);
  await shop.add('tblaffiliates', [
    {
      id: 1,
      date: '2023-01-01',
      clientid: 1,
      visitors: 3,
      paytype: 'percentage',
      payamount: '10',
      balance: '4.20',
      withdrawn: '30',
    },
  ]);
  await shop.add('tblaffiliatesaccounts', [{ affiliateid: 1, relid: 2, lastpaid: '0000-00-00' }]);
  await shop.add('tblaffiliateswithdrawals', [
    { affiliateid: 1, date: '2024-01-01', amount: '25' },
  ]);
  await shop.add('tblemailtemplates', [
    {
      type: 'invoice',
      name: 'Invoice Created',
      subject: 'Invoice {$invoice_num}',
      message: '<p>{$client_name}</p>',
      language: '',
    },
  ]);
  await shop.add('tblemails', [
    {
      userid: 1,
      subject: 'Welcome',
      message: '<p>x</p>',
      date: at,
      to: 'ada@example.test',
      failed: 0,
      pending: 0,
    },
  ]);
  await shop.add('tbltodolist', [
    {
      date: '2025-01-01',
      title: 'Call',
      description: '',
      status: 'Completed',
      duedate: '0000-00-00',
    },
  ]);
  await shop.add('tblactivitylog', [
    {
      date: at,
      description: 'Signed in',
      user: 'Ada',
      userid: 1,
      user_id: 11,
      ipaddr: '192.0.2.7',
    },
  ]);
  await shop.add('tblpaymethods', [
    { userid: 1, description: 'Visa', payment_type: 'CreditCard', gateway_name: 'stripe' },
  ]);
}
