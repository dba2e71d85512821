import { z } from 'zod';
import { clearableList, idsParam, json, textList } from '#transports/rapi/params-data.ts';
import {
  amount,
  choice,
  clearable,
  clearableId,
  flag,
  id,
  integer,
  line,
} from '#transports/rapi/params.ts';
import { textParam } from '#transports/rapi/param.ts';
import { cycleLabels, priceKeys, termKeys } from './cycles.ts';
import { priceJson } from './price-params.ts';

/** The cycle offered first, in the reference's words or in those of the cycles. */
const duration = textParam(
  `one of ${Object.keys(priceKeys).join(', ')}`,
  (provided) => cycleLabels[provided] ?? cycleLabels[provided.toLowerCase()],
);

const term = choice(termKeys);
const terms = textList(20).pipe(z.preprocess((provided) => provided, z.array(term)));

/** Further spellings of WHMCS beside the reference's four, one of them misspelt there. */
export const setupMoments = {
  PAYMENT_RECEIPT: 'PAYMENT_RECEIPT',
  ORDER_PLACED: 'ORDER_PLACED',
  ORDER_ACCEPTTED: 'ORDER_ACCEPTED',
  ORDER_ACCEPTED: 'ORDER_ACCEPTED',
  MANUALLY: 'MANUALLY',
  payment: 'PAYMENT_RECEIPT',
  order: 'ORDER_PLACED',
  on: 'ORDER_ACCEPTED',
} as const;

const units = choice(['MB', 'GB', 'TB']);

/** The parameters AddProduct and UpdateProduct share. */
export const productParams = {
  title: line(255),
  highlight_text: clearable(255),
  description: clearable(100_000),
  notes: clearable(100_000),
  gid: id,
  slug: line(255).optional(),
  // An id that is none has the words of a product type that is none.
  tid: id,
  is_stock_control: flag.optional(),
  unit_in_stock: integer(0, 1_000_000_000).optional(),
  payment_time: line(50).optional(),
  price_duration: duration,
  cost: amount,
  setup_pricing: priceJson,
  old_pricing: priceJson,
  sale_pricing: priceJson,
  is_hidden: flag.optional(),
  server_config_option_show: flag.optional(),
  apply_tax: flag.optional(),
  recurring_cycles_limit: integer(0, 10_000).optional(),
  auto_terminate_days: integer(0, 36_500).optional(),
  auto_terminate_email: clearableId,
  eid_welcome: clearableId,
  prorata_billing_enable: flag.optional(),
  prorata_billing_day: integer(0, 31).optional(),
  charge_next_month: integer(0, 31).optional(),
  product_setup_after: line(50).optional(),
  server_type: line(64),
  server_group_id: clearableId,
  server_package_name: clearable(255),
  orderby: integer(0, 1_000_000).optional(),
  subdomain_options: clearableList(textList(100)),
  domain_registration_option: flag.optional(),
  free_domain: choice({
    NONE: 'NONE',
    FREE_WO_RENEWAL: 'WITHOUT_RENEWAL',
    FREE_W_RENEWAL: 'WITH_RENEWAL',
  }).optional(),
  free_domain_period: clearableList(terms),
  free_domain_tlds: clearableList(textList(1_000)),
  product_upgrade_plans: clearableList(idsParam),
  product_upgrade_email: clearableId,
  product_upgrade_plans_enable: flag.optional(),
  products_config_groups: clearableList(idsParam),
  custom_affiliate_payout: choice({
    'Use Default': 'DEFAULT',
    Percentage: 'PERCENTAGE',
    'Fixed Amount': 'FIXED_AMOUNT',
    'No Commission': 'NONE',
  }).optional(),
  is_affiliate_payout_type: choice({ 'One Time': false, Recurring: true }).optional(),
  affiliate_pay_amount: amount.optional(),
  is_overages_billing: choice({ ENABLE: true, DISABLE: false, YES: true, NO: false }).optional(),
  disk_usage_limits: amount.optional(),
  disk_usage_limits_unit: units.optional(),
  disk_usage_limits_cost: amount.optional(),
  bandwidth_usage_limits: amount.optional(),
  bandwidth_usage_limits_unit: units.optional(),
  bandwidth_usage_limits_cost: amount.optional(),
  configurations: json(
    z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  ).optional(),
};
