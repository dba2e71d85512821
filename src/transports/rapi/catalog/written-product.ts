import { asText } from '#core/money.ts';
import { graphql } from '#generated/rapi/index.ts';
import type { WrittenProductFragment } from '#generated/rapi/graphql.ts';
import { yesNoText } from './yes-no-text.ts';

graphql(`
  fragment WrittenProduct on Product {
    notes
    cost {
      amount
      currency
    }
    autoTerminateDays
    terminateEmailTemplateId
    welcomeEmailTemplateId
    upgradeEmailTemplateId
    prorataEnabled
    prorataDay
    prorataNextMonthAfterDay
    setupMoment
    serverGroupId
    serverPackageName
    serverOptionsHidden
    upgradesEnabled
    upgrades {
      product {
        databaseId
      }
    }
    affiliatePayout
    affiliateRecurring
    affiliateAmount
    overagesEnabled
    diskSoftLimit
    diskSoftLimitUnit
    diskOverageCost {
      amount
    }
    bandwidthSoftLimit
    bandwidthSoftLimitUnit
    bandwidthOverageCost {
      amount
    }
    configurations
  }
`);

const payouts = {
  DEFAULT: 'Use Default',
  PERCENTAGE: 'Percentage',
  FIXED_AMOUNT: 'Fixed Amount',
  NONE: 'No Commission',
} as const;

const number = (id: string | null | undefined): string =>
  id ? id.slice(id.indexOf(':') + 1) : '0';

/**
 * The rest of what UpdateProduct takes, in its own words, so that a program reads, changes and
 * writes back. What only staff may see is left out for others.
 */
export const writtenFields = (product: WrittenProductFragment) => ({
  prorata_billing_enable: yesNoText(product.prorataEnabled),
  prorata_billing_day: product.prorataDay,
  charge_next_month: product.prorataNextMonthAfterDay,
  product_setup_after: product.setupMoment,
  server_package_name: product.serverPackageName,
  server_config_option_show: yesNoText(product.serverOptionsHidden),
  auto_terminate_days: product.autoTerminateDays,
  product_upgrade_plans_enable: yesNoText(product.upgradesEnabled),
  product_upgrade_plans: product.upgrades.map(({ product: to }) => to.databaseId).join(','),
  custom_affiliate_payout: payouts[product.affiliatePayout],
  is_affiliate_payout_type: product.affiliateRecurring ? 'Recurring' : 'One Time',
  affiliate_pay_amount: product.affiliateAmount,
  is_overages_billing: product.overagesEnabled ? 'ENABLE' : 'DISABLE',
  disk_usage_limits: product.diskSoftLimit,
  disk_usage_limits_unit: product.diskSoftLimitUnit,
  bandwidth_usage_limits: product.bandwidthSoftLimit,
  bandwidth_usage_limits_unit: product.bandwidthSoftLimitUnit,
  ...staffFields(product),
});

const staffFields = (product: WrittenProductFragment) =>
  product.cost
    ? {
        notes: product.notes,
        cost: asText(product.cost.amount, product.cost.currency),
        auto_terminate_email: number(product.terminateEmailTemplateId),
        eid_welcome: number(product.welcomeEmailTemplateId),
        product_upgrade_email: number(product.upgradeEmailTemplateId),
        server_group_id: number(product.serverGroupId),
        disk_usage_limits_cost: product.diskOverageCost?.amount ?? '0',
        bandwidth_usage_limits_cost: product.bandwidthOverageCost?.amount ?? '0',
        configurations: product.configurations ?? {},
      }
    : {};
