import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { CreateTLD } from '#transports/rapi/domains/CreateTLD.ts';
import { tldErrors } from '#transports/rapi/domains/tld-params.ts';
import { UpdateTLD } from '#transports/rapi/domains/UpdateTLD.ts';
import { fields, wrongParameter } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { amount, choice, domainName, flag, id, integer, line } from '#transports/rapi/params.ts';
import { keyed } from '#transports/rapi/params-data.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import { type AskStored, respelled } from '#transports/whmcs/action.ts';

/** Prices by years, `register[1]=9.95`; -1 is a period that is not offered. */
const byYears = keyed(
  z.preprocess((price) => (/^-1(\.0+)?$/.test(String(price)) ? null : price), amount.nullable()),
).optional();

const params = fields({
  extension: line(80),
  id_protection: flag.optional(),
  dns_management: flag.optional(),
  email_forwarding: flag.optional(),
  epp_required: flag.optional(),
  auto_registrar: line(60).optional(),
  currency_code: line(3).optional(),
  group: choice({ HOT: 'HOT', NEW: 'NEW', SALE: 'SALE', FREE: 'FREE' }).optional(),
  grace_period_days: integer(-1, 9_999).optional(),
  grace_period_fee: amount.optional(),
  redemption_period_days: integer(-1, 9_999).optional(),
  redemption_period_fee: amount.optional(),
  register: byYears,
  renew: byYears,
  transfer: byYears,
});

type Params = z.output<typeof params>;

/** The prices of one to ten years in their order. */
function priceList(name: string, prices: Params['register']): (string | null)[] | undefined {
  if (!prices) return undefined;
  const years = Object.keys(prices).map(Number);
  const odd = years.find((count) => !Number.isInteger(count) || count < 1 || count > 10);
  if (odd !== undefined) throw wrongParameter(name, `must have years from 1 to 10 as its keys`);
  const longest = Math.max(0, ...years);
  return Array.from({ length: longest }, (_, index) => prices[String(index + 1)] ?? null);
}

const shared = (p: Params) => ({
  extension: p.extension,
  offersIdProtection: p.id_protection,
  offersDnsManagement: p.dns_management,
  offersEmailForwarding: p.email_forwarding,
  requiresEpp: p.epp_required,
  registrar: p.auto_registrar,
  label: p.group,
  graceDays: p.grace_period_days,
  graceFee: p.grace_period_fee,
  redemptionDays: p.redemption_period_days,
  redemptionFee: p.redemption_period_fee,
});

const create = respelled(CreateTLD, {
  params,
  variables: (p) => ({
    input: {
      ...shared(p),
      cost: '0',
      registerPrices: priceList('register', p.register) ?? [],
      renewPrices: priceList('renew', p.renew) ?? [],
      transferPrices: priceList('transfer', p.transfer) ?? [],
    },
  }),
  errors: tldErrors,
  missing: { extension: 'Extension is required' },
});

const update = respelled(UpdateTLD, {
  params,
  variables: (p) => ({
    input: {
      ...shared(p),
      registerPrices: priceList('register', p.register),
      renewPrices: priceList('renew', p.renew),
      transferPrices: priceList('transfer', p.transfer),
    },
  }),
  errors: tldErrors,
  missing: { extension: 'Extension is required' },
});

const known = graphql(`
  query KnownTld($extension: String!) {
    tld(by: { extension: $extension }) {
      id
    }
    currencies {
      code
      isBase
    }
  }
`);

/** Whether there is the TLD decides which of the two it is; prices are in the base currency. */
export async function createOrUpdateTld({ extension, currency_code }: PlainObject, ask: AskStored) {
  if (typeof extension !== 'string' || !extension.trim()) return create;
  const { tld, currencies } = (await ask(known, { extension: extension.replace(/^\./, '') })) as {
    tld: object | null;
    currencies: { code: string; isBase: boolean }[];
  };
  const base = currencies.find(({ isBase }) => isBase)?.code ?? '';
  if (typeof currency_code === 'string' && currency_code.toUpperCase() !== base)
    throw wrongParameter('currency_code', `must be ${base}: prices are kept in it`);
  return tld ? update : create;
}

export const DomainToggleIdProtect = legacy({
  params: fields({ domainid: id, idprotect: flag }),
  operation: graphql(`
    mutation DomainToggleIdProtect($input: UpdateDomainFeaturesInput!) {
      updateDomainFeatures(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { domainId: encodeId('Domain', p.domainid), idProtection: p.idprotect },
  }),
  present: () => ({}),
  errors: { DOMAIN_NOT_FOUND: 'Domain ID Not Found' },
  missing: { domainid: 'Domain ID Not Found' },
});

export const DomainWhois = legacy({
  params: fields({ domain: domainName }),
  operation: graphql(`
    query DomainWhois($name: String!) {
      domainSearch(name: $name) {
        name
        status
        whois
      }
    }
  `),
  variables: (p) => ({ name: p.domain }),
  present: ({ domainSearch: [offer] }) => ({
    status: offer?.status === 'AVAILABLE' ? 'available' : 'unavailable',
    whois: offer?.whois ?? '',
  }),
  errors: {
    DOMAIN_NAME_INVALID: 'Domain not valid',
    TLD_NOT_SUPPORTED: 'The given TLD is not supported for WHOIS lookups',
  },
  missing: { domain: 'Domain not valid' },
  wrong: { domain: 'Domain not valid' },
});
