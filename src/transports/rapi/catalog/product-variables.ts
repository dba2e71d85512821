import type { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import type {
  BillingCycle,
  CyclePriceInput,
  PayType,
  SetupMoment,
} from '#generated/rapi/graphql.ts';
import { refused } from '#transports/rapi/form-error.ts';
import { paidOnce, cyclePrices } from './price-params.ts';
import { type productParams, setupMoments } from './product-params.ts';

type Shape = typeof productParams;
type Params = z.output<z.ZodObject<Shape>>;

const payTypes: Readonly<Record<string, PayType>> = {
  free: 'FREE',
  onetime: 'ONE_TIME',
  recurring: 'RECURRING',
};

const folded = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');

function payTypeOf(provided: string | undefined): PayType | undefined {
  if (provided === undefined) return undefined;
  const found = payTypes[folded(provided)];
  if (found) return found;
  throw refused(
    'payment_time',
    'Invalid pay type. Must be one of "free", "onetime" or "recurring"',
  );
}

const moments = new Map<string, SetupMoment>(
  Object.entries(setupMoments).map(([param, moment]) => [param.toLowerCase(), moment]),
);

function setupMomentOf(provided: string | undefined): SetupMoment | undefined {
  if (provided === undefined) return undefined;
  const found = moments.get(provided.toLowerCase());
  if (found) return found;
  throw refused(
    'product_setup_after',
    'Invalid autosetup value. Must be one of "", "on", "order" or "payment"',
  );
}

/** Prices and default cycle by how the product is paid for. */
function pricing(p: Params, payType: PayType): { prices: CyclePriceInput[]; cycle: BillingCycle } {
  if (payType === 'FREE') return { prices: [], cycle: 'FREE' };
  const prices = cyclePrices(p);
  if (payType === 'ONE_TIME')
    return { prices: paidOnce(prices, p.price_duration), cycle: 'ONE_TIME' };
  return { prices, cycle: p.price_duration };
}

const ids = (type: string, keys: readonly number[] | undefined) =>
  keys?.map((key) => encodeId(type, key));
/** Null takes away what is there. */
const idOf = (type: string, key: number | null | undefined) =>
  key === undefined || key === null ? key : encodeId(type, key);

/** A product's parameters as the graph takes them. An update without payment_time is a recurring one. */
export function productInput(p: Params) {
  const payType = payTypeOf(p.payment_time) ?? 'RECURRING';
  const { prices, cycle } = pricing(p, payType);
  return {
    name: p.title,
    groupId: encodeId('ProductGroup', p.gid),
    typeId: encodeId('ProductType', p.tid),
    slug: p.slug,
    highlightText: p.highlight_text,
    description: p.description,
    notes: p.notes,
    isHidden: p.is_hidden,
    sortOrder: p.orderby,
    stockControlled: p.is_stock_control,
    stockQuantity: p.unit_in_stock,
    payType,
    defaultCycle: cycle,
    cost: p.cost,
    prices,
    isTaxed: p.apply_tax,
    recurringCyclesLimit: p.recurring_cycles_limit,
    autoTerminateDays: p.auto_terminate_days,
    terminateEmailTemplateId: idOf('EmailTemplate', p.auto_terminate_email),
    welcomeEmailTemplateId: idOf('EmailTemplate', p.eid_welcome),
    upgradeEmailTemplateId: idOf('EmailTemplate', p.product_upgrade_email),
    prorataEnabled: p.prorata_billing_enable,
    prorataDay: p.prorata_billing_day,
    prorataNextMonthAfterDay: p.charge_next_month,
    setupMoment: setupMomentOf(p.product_setup_after),
    serverModule: /^none$/i.test(p.server_type) ? '' : p.server_type.toLowerCase(),
    serverGroupId: idOf('ServerGroup', p.server_group_id),
    serverPackageName: p.server_package_name,
    serverOptionsHidden: p.server_config_option_show,
    subdomainOptions: p.subdomain_options,
    domainRequired: p.domain_registration_option,
    freeDomain: p.free_domain,
    freeDomainCycles: p.free_domain_period,
    freeDomainTlds: p.free_domain_tlds,
    upgradesEnabled: p.product_upgrade_plans_enable,
    configOptionsUpgradable: p.product_upgrade_plans_enable,
    upgradeProductIds: ids('Product', p.product_upgrade_plans),
    configOptionGroupIds: ids('ConfigOptionGroup', p.products_config_groups),
    affiliatePayout: p.custom_affiliate_payout,
    affiliateRecurring: p.is_affiliate_payout_type,
    affiliateAmount: p.affiliate_pay_amount,
    overagesEnabled: p.is_overages_billing,
    diskSoftLimit: p.disk_usage_limits,
    diskSoftLimitUnit: p.disk_usage_limits_unit,
    diskOverageCost: p.disk_usage_limits_cost,
    bandwidthSoftLimit: p.bandwidth_usage_limits,
    bandwidthSoftLimitUnit: p.bandwidth_usage_limits_unit,
    bandwidthOverageCost: p.bandwidth_usage_limits_cost,
    configurations: p.configurations,
  };
}

const groupMessage = 'You must supply a valid Product Group ID';
const typeLabels =
  'Invalid product type. Must be one of "hostingaccount", "reselleraccount", "server" or "other"';

/** The old words of what AddProduct and UpdateProduct may be refused with. */
export const productErrorTexts = {
  PRODUCT_NOT_FOUND: 'Product ID Not Found',
  PRODUCT_GROUP_NOT_FOUND: groupMessage,
  PRODUCT_TYPE_NOT_FOUND: typeLabels,
  WELCOME_EMAIL_NOT_FOUND: 'You must supply a valid welcome email ID',
  TERMINATE_EMAIL_NOT_FOUND: 'You must supply a valid terminate email ID',
  UPGRADE_EMAIL_NOT_FOUND: 'You must supply a valid upgrade email ID',
  RECOMMENDED_PRODUCT_NOT_FOUND:
    'The recommendation product ID is invalid. This must be an existing product ID.',
} as const;

/** The old words for what is missing. */
export const productMissing = {
  title: 'You must supply a name for the product',
  gid: groupMessage,
  tid: typeLabels,
} as const;
