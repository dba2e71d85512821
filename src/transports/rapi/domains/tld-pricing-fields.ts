import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import type { PricedTldsFragment } from '#generated/rapi/graphql.ts';
import { formattedMoney, money, rate } from '#transports/rapi/format.ts';
import { byYears, labelText } from './format-tld.ts';

graphql(`
  fragment PricedTlds on TldPricing {
    currency {
      databaseId
      code
      prefix
      suffix
      format
      rate
    }
    tlds {
      tldId
      extension
      label
      categories
      offersIdProtection
      offersDnsManagement
      offersEmailForwarding
      graceDays
      graceFee {
        amount
        currency
      }
      redemptionDays
      redemptionFee {
        amount
        currency
      }
      prices {
        action
        years
        price {
          amount
          currency
        }
      }
    }
  }
`);

/** A whole price list of domains: `{currency, pricing: {"<tld without dot>": …}}`. */
export const tldPricingFields = ({ currency, tlds }: PricedTldsFragment) => ({
  currency: {
    id: currency.databaseId,
    code: currency.code,
    prefix: currency.prefix,
    suffix: currency.suffix,
    format: currency.format,
    rate: rate(currency.rate, 5),
  },
  pricing: Object.fromEntries(
    tlds.map((tld) => {
      const fee = (days: number, amount: Parameters<typeof money>[0]) =>
        days > 0 ? { days, price: formattedMoney(money(amount), currency) } : null;
      return [
        tld.extension,
        {
          id: keyIn(tld.tldId),
          tld: `.${tld.extension}`,
          categories: tld.categories,
          addons: {
            dns: tld.offersDnsManagement,
            email: tld.offersEmailForwarding,
            idprotect: tld.offersIdProtection,
          },
          group: labelText(tld.label),
          register: byYears(tld.prices, 'REGISTER'),
          transfer: byYears(tld.prices, 'TRANSFER'),
          renew: byYears(tld.prices, 'RENEW'),
          grace_period: fee(tld.graceDays, tld.graceFee),
          redemption_period: fee(tld.redemptionDays, tld.redemptionFee),
        },
      ];
    }),
  ),
});
