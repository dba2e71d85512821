import { graphql } from '#generated/rapi/index.ts';
import type { WrittenTldFragment } from '#generated/rapi/graphql.ts';
import { yesNoText } from '#transports/rapi/catalog/yes-no-text.ts';
import { money } from '#transports/rapi/format.ts';
import { labelText } from './format-tld.ts';

graphql(`
  fragment WrittenTld on Tld {
    offersIdProtection
    offersDnsManagement
    offersEmailForwarding
    requiresEpp
    isSuggested
    isSpotlight
    whoisVerificationOffered
    freePeriodPriceOff
    voucherRequired
    defaultYears
    label
    featuredColor
    graceDays
    graceCost
    graceFee {
      amount
      currency
    }
    redemptionDays
    redemptionCost
    redemptionFee {
      amount
      currency
    }
    cost {
      amount
      currency
    }
    registrar {
      label
    }
  }
`);

/**
 * What UpdateTLD takes, in its own words, so that a program reads, changes and writes back; for
 * those alone who see what a TLD costs.
 */
export const writtenTld = (tld: WrittenTldFragment | null) =>
  tld?.cost
    ? {
        IDP: yesNoText(tld.offersIdProtection),
        DNS: yesNoText(tld.offersDnsManagement),
        EF: yesNoText(tld.offersEmailForwarding),
        EPP: yesNoText(tld.requiresEpp),
        SUG: yesNoText(tld.isSuggested),
        SPOT: yesNoText(tld.isSpotlight),
        SWSE: yesNoText(tld.whoisVerificationOffered),
        REG: tld.registrar?.label ?? 'none',
        default_registration_period_price_off_from_cart: yesNoText(tld.freePeriodPriceOff),
        voucher_required: yesNoText(tld.voucherRequired),
        default_registration_period: String(tld.defaultYears),
        FET: labelText(tld.label) || 'None',
        featured_color: tld.featuredColor,
        grace_days: tld.graceDays,
        grace_cost: money({ ...tld.cost, amount: tld.graceCost ?? '0' }),
        grace_fee: money(tld.graceFee),
        redemption_days: tld.redemptionDays,
        redemption_cost: money({ ...tld.cost, amount: tld.redemptionCost ?? '0' }),
        redemption_fee: money(tld.redemptionFee),
        cost: money(tld.cost),
      }
    : {};
