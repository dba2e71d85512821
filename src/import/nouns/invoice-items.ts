import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';

/** What a line is for, by WHMCS's words for it. */
const types = {
  Hosting: 'SERVICE',
  Setup: 'SERVICE_SETUP',
  Addon: 'SERVICE_ADDON',
  DomainRegister: 'DOMAIN_REGISTER',
  DomainTransfer: 'DOMAIN_TRANSFER',
  Domain: 'DOMAIN_RENEW',
  Upgrade: 'UPGRADE',
  PromoHosting: 'PROMOTION',
  PromoDomain: 'PROMOTION',
  LateFee: 'LATE_FEE',
  AddFunds: 'ADD_FUNDS',
  Invoice: 'INVOICE',
  GroupDiscount: 'GROUP_DISCOUNT',
  Item: 'CUSTOM',
  '': 'CUSTOM',
};

/** The row it is for, where the type names that noun and it came along. */
const relating = (noun: string, ...words: string[]) =>
  is.made(
    ['type', 'relid'],
    (row, look) =>
      words.includes(String(row.type)) && look.has(noun, Number(row.relid))
        ? Number(row.relid)
        : null,
    { refers: noun },
  );

export const invoiceItems = noun({
  name: 'invoice lines',
  table: 'tblinvoiceitems',
  join: `left join tblinvoices i on i.id = t.invoiceid left join tblclients c on c.id = i.userid`,
  joined: { client_currency: 'c.currency' },
  target: 'invoice_items',
  columns: {
    id: is.int('id'),
    invoice_id: is.owner('invoices', 'invoiceid'),
    type: is.oneOf('type', types, 'CUSTOM'),
    related_id: is.made(['relid'], (row) => Number(row.relid) || null),
    service_id: relating('services', 'Hosting', 'Setup', 'PromoHosting'),
    service_addon_id: relating('service addons', 'Addon'),
    domain_id: relating('domains', 'Domain', 'DomainRegister', 'DomainTransfer', 'PromoDomain'),
    description: is.text('description'),
    unit_price: is.money('amount'),
    amount: is.money('amount'),
    is_taxed: is.flag('taxed'),
    currency_code: is.clientCurrency,
  },
});
