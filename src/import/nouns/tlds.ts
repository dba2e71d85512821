import { domainToASCII } from 'node:url';
import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';
import { baseCurrency, currencyOfPrice } from './words.ts';

/** Accounts at registrars, whose settings are rows; they come switched off. */
export const registrars = noun({
  name: 'registrars',
  table: 'tblregistrars',
  query: '(select min(id) as id, registrar from tblregistrars group by registrar)',
  target: 'registrars',
  key: ['label'],
  columns: {
    label: is.text('registrar'),
    module: is.text('registrar'),
    display_name: is.text('registrar'),
    is_active: is.always(false),
  },
  left: { value: 'settings and credentials are encrypted at the source: enter them anew' },
});

/** `.co.uk` as `co.uk`, in ASCII. */
const ascii = (text: string) => domainToASCII(text.trim().replace(/^\./, '').toLowerCase());

/** A number of days or an amount; below zero the source means its default. */
const atLeastZero = (field: string) =>
  is.made([field], (row) => (Number(row[field] ?? 0) > 0 ? String(row[field]) : '0'));

export const tlds = noun({
  name: 'TLDs',
  table: 'tbldomainpricing',
  target: 'tlds',
  columns: {
    id: is.int('id'),
    extension: is.once(
      'extension',
      (row) => ascii(String(row.extension ?? '')),
      'extension',
      ({ id }) => `invalid-${id}`,
    ),
    unicode_extension: is.made(['extension'], (row) =>
      String(row.extension ?? '')
        .trim()
        .replace(/^\./, '')
        .toLowerCase(),
    ),
    registrar_id: is.named('autoreg', 'registrars.label', (name) => name),
    currency_code: baseCurrency,
    offers_id_protection: is.flag('idprotection'),
    offers_dns_management: is.flag('dnsmanagement'),
    offers_email_forwarding: is.flag('emailforwarding'),
    requires_epp: is.flag('eppcode'),
    label: is.made(
      ['group'],
      (row) => ({ hot: 'HOT', new: 'NEW', sale: 'SALE' })[String(row.group)] ?? null,
    ),
    grace_days: atLeastZero('grace_period'),
    grace_fee: atLeastZero('grace_period_fee'),
    redemption_days: atLeastZero('redemption_grace_period'),
    redemption_fee: atLeastZero('redemption_grace_period_fee'),
    sort_order: is.int('order'),
  },
});

/** The columns of tblpricing that hold one to ten years of a domain. */
const YEARS = ['msetupfee', 'qsetupfee', 'ssetupfee', 'asetupfee', 'bsetupfee'].concat([
  'monthly',
  'quarterly',
  'semiannually',
  'annually',
  'biennially',
]);

const actions: Readonly<Record<string, string>> = {
  domainregister: 'REGISTER',
  domaintransfer: 'TRANSFER',
  domainrenew: 'RENEW',
};

export const tldPrices = noun({
  name: 'TLD prices',
  table: 'tblpricing',
  query: `(select * from tblpricing
           where type in ('domainregister', 'domaintransfer', 'domainrenew'))`,
  target: 'tld_prices',
  key: ['tld_id', 'currency_code', 'action', 'years'],
  spread: {
    reads: ['type', 'relid', 'currency', 'tsetupfee', ...YEARS],
    refers: ['TLDs'],
    rows: (row, look) => {
      const code = currencyOfPrice(row, look);
      const tld = is.needed('TLDs', Number(row.relid), look);
      if (Number(row.tsetupfee ?? 0) > 0) {
        look.note('tsetupfee', 'is for a group of clients: left out');
        return [];
      }
      return YEARS.map((column, place) => ({ price: row[column], years: place + 1 }))
        .filter(({ price }) => code !== null && Number(price ?? -1) > 0)
        .map((each) => ({
          tld_id: tld,
          currency_code: code,
          action: actions[String(row.type)],
          ...each,
        }));
    },
  },
});
