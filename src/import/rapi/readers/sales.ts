import { askedOf, type CommandReader, readEach, readRows } from '#import/rapi/reader.ts';
import { entriesOf, type Entry } from '#import/rapi/reply.ts';
import { readList } from '#import/rapi/lists.ts';
import { rowOf, telling } from '#import/rapi/rows.ts';
import type { StageRow } from '#import/rapi/stage.ts';

export const orderReader: CommandReader = {
  name: 'orders',
  tables: ['tblorders'],
  commands: ['GetOrders'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetOrders', wrapper: 'orders', item: 'order', paging: 'column-last' },
      telling(
        'tblorders',
        `id=orderid ordernum=orderno userid=clientid contactid requestor_id date=entrydate nameservers
         promocode amount paymentmethod invoiceid status ipaddress fraudmodule notes`,
      ),
      { counted: 'orders' },
    ),
};

/** Heads of all invoices, those of clients that are gone included. */
export const invoiceListReader: CommandReader = {
  name: 'list of invoices',
  tables: ['tblinvoices'],
  commands: ['GetInvoices'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetInvoices', wrapper: 'invoices', item: 'invoice', paging: 'column-last' },
      telling(
        'tblinvoices',
        `id=invoiceid userid!=clientid invoicenum date=entrydate duedate datepaid=paiddate
         last_capture_attempt date_refunded=refundeddate date_cancelled=cancellationdate subtotal
         credit tax tax2 total! taxrate taxrate2 status! paymentmethod notes created_at`,
      ),
      {
        counted: 'invoices',
        remember: 'invoices',
        // The reference has it as a status to look for; on an invoice it means that it waits.
        rows: (_entry, own) =>
          own.status === 'Overdue' ? { tblinvoices: [{ ...own, status: 'Unpaid' }] } : {},
      },
    ),
};

const line = telling('tblinvoiceitems', 'id type relid description amount! taxed');

/** Each invoice is asked for its lines. */
export const invoiceLineReader: CommandReader = {
  name: 'invoice lines',
  tables: ['tblinvoiceitems'],
  commands: ['GetInvoice'],
  read: (reading) =>
    readEach(reading, 'invoices', 'tblinvoices', async (id) => {
      const reply = await askedOf(reading.ask('GetInvoice', { invoice_id: id }));
      const lines = entriesOf(reply, 'items', 'item');
      return {
        rows: { tblinvoiceitems: lines.map((each) => ({ ...rowOf(line, each), invoiceid: id })) },
      };
    }),
};

const transaction = telling(
  'tblaccounts',
  `id userid=clientid currency gateway date=entrydate description amountin! fees amountout! rate transid
   invoiceid refundid`,
);

/** The reference has no pages of them: where not all are given at once, each client is asked. */
export const transactionReader: CommandReader = {
  name: 'transactions',
  tables: ['tblaccounts'],
  commands: ['GetTransactions'],
  read: async (reading) => {
    const { ask, stage } = reading;
    const list = {
      command: 'GetTransactions',
      wrapper: 'transactions',
      item: 'transaction',
      paging: 'unpaged',
    } as const;
    await readRows(reading, list, transaction, { counted: 'transactions' });
    const [said] = await stage.query<{ isShort: boolean }>(
      `select (select count(*) from tblaccounts) < value::int as "isShort"
       from tblreported where name = 'total of transactions'`,
    );
    if (!said?.isShort) return;
    const ids = await stage.query<{ id: number }>('select id from tblclients order by id');
    for (const { id } of ids) {
      const found: Entry[] = [];
      await readList(ask, { ...list, fields: { user_id: id } }, (page) => void found.push(...page));
      await stage.put(
        'tblaccounts',
        found.map((each) => rowOf(transaction, each)),
      );
    }
  },
};

const quoteLine = telling('tblquoteitems', 'id description quantity unitprice discount taxable');

export const quoteReader: CommandReader = {
  name: 'quotes',
  tables: ['tblquotes', 'tblquoteitems'],
  commands: ['GetQuotes'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetQuotes', wrapper: 'quotes', item: 'quote', paging: 'column-last' },
      telling(
        'tblquotes',
        `id subject stage=status validuntil userid=clientid firstname lastname companyname=company email
         address1 address2 city state postcode country phonenumber tax_id currency subtotal tax1 tax2
         total proposal=proposalnotes customernotes adminnotes datecreated lastmodified datesent
         dateaccepted`,
      ),
      {
        counted: 'quotes',
        rows: (entry) => ({
          tblquoteitems: entriesOf({ items: entry.get('items') }, 'items', 'item').map((each) => ({
            ...rowOf(quoteLine, each),
            quoteid: Number(entry.get('id')),
          })),
        }),
      },
    ),
};

/** What was paid out is given as a sum alone, which stands for the payments it is of. */
export const affiliateReader: CommandReader = {
  name: 'affiliates',
  tables: ['tblaffiliates', 'tblaffiliateswithdrawals'],
  commands: ['GetAffiliates'],
  read: async (reading) => {
    const { stage } = reading;
    await readRows(
      reading,
      { command: 'GetAffiliates', wrapper: 'affiliates', item: 'affiliate', paging: 'column-last' },
      telling(
        'tblaffiliates',
        'id date=entrydate clientid=userid visitors paytype payamount onetime balance withdrawn created_at',
      ),
      { counted: 'affiliates' },
    );
    const paidOut = await stage.query<StageRow>(
      `select id, id as affiliateid, withdrawn::text as amount, date from tblaffiliates
       where withdrawn > 0 order by id`,
    );
    await stage.put('tblaffiliateswithdrawals', paidOut);
  },
};
