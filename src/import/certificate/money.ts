import type { Question } from './question.ts';

/*
 * Money of each client in its currency. The left side is plain SQL over the source; the right one
 * folds the journal. They share nothing, the import's own code least of all.
 */

const BASE = '(select upper(code) from tblcurrencies where `default` = 1 limit 1)';

/** The code of a row's currency there: removed ones have none, and what is nobody's is in the base. */
const code = (column: string) =>
  `case when coalesce(${column}, 0) = 0 then ${BASE} else coalesce(upper(cur.code), 'XXX') end`;

const whose = (what: string) =>
  `concat(case when c.id is null then 'clients that are gone' else concat('client ', c.id) end,
    ' ', ${code('c.currency')}, ' ${what}')`;

const ofInvoices = (what: string, amount: string, where: string, join = '') => `
  select ${whose(what)} as name, sum(${amount}) as value
  from tblinvoices i left join tblclients c on c.id = i.userid
  left join tblcurrencies cur on cur.id = c.currency ${join}
  where ${where} group by name`;

const folded = (what: string, amount: string, from: string) => `
  select coalesce('client ' || e.client_id, 'clients that are gone') || ' ' || e.currency_code
    || ' ${what}' as name, (${amount})::text as value
  from ${from} group by e.client_id, e.currency_code`;

const question = (what: string, source: string, here: string): Question => ({
  group: what,
  missing: '0',
  tables: [],
  source,
  here,
});

const credit = question(
  'credit',
  `select concat('client ', c.id, ' ', ${code('c.currency')}, ' credit') as name, c.credit as value
   from tblclients c left join tblcurrencies cur on cur.id = c.currency`,
  folded('credit', '-sum(e.amount)', `journal_entries e where e.account = 'CLIENT_CREDIT'`),
);

const invoiced = question(
  'invoiced',
  ofInvoices('invoiced', 'i.total + i.credit', `i.status not in ('Draft', 'Cancelled')`),
  folded(
    'invoiced',
    'sum(e.amount)',
    `journal_entries e join journal_sets s on s.id = e.set_id
     where e.account = 'RECEIVABLE' and s.cause = 'INVOICE_ISSUED'`,
  ),
);

const paid = question(
  'paid',
  `select concat(case when c.id is null then 'clients that are gone' else concat('client ', c.id) end,
     ' ', ${code('coalesce(c.currency, a.currency)')}, ' paid') as name,
     sum(a.amountin - a.amountout) as value
   from tblaccounts a left join tblclients c on c.id = a.userid
   left join tblcurrencies cur on cur.id = coalesce(c.currency, a.currency)
   group by name`,
  folded(
    'paid',
    'sum(e.amount)',
    `(select t.client_id, e.currency_code, e.amount
      from journal_entries e join journal_sets s on s.id = e.set_id
      join transactions t on t.id = s.subject_id
      where s.subject_type = 'Transaction' and e.account in ('GATEWAY_CLEARING', 'GATEWAY_FEES')
     ) as e`,
  ),
);

const due = question(
  'due',
  ofInvoices(
    'due',
    'greatest(i.total - coalesce(p.paid, 0), 0)',
    `i.status in ('Unpaid', 'Collections', 'Payment Pending')`,
    `left join (select invoiceid, sum(amountin - amountout) as paid from tblaccounts
                where invoiceid > 0 group by invoiceid) p on p.invoiceid = i.id`,
  ),
  folded('due', 'sum(e.amount)', `journal_entries e where e.account = 'RECEIVABLE'`),
);

export const moneyQuestions: readonly Question[] = [credit, invoiced, paid, due];
