import type { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import type { CreateTldInput } from '#generated/rapi/graphql.ts';
import { fields } from '#transports/rapi/fields.ts';
import type { LegacyMessage } from '#transports/rapi/legacy.ts';
import type { ErrorCode } from '#core/errors.ts';
import { amount, choice, clearable, flag, id, integer, line } from '#transports/rapi/params.ts';
import { amountList } from '#transports/rapi/params-data.ts';
import { refused } from '#transports/rapi/form-error.ts';

const labels = { Free: 'FREE', HOT: 'HOT', NEW: 'NEW', SALE: 'SALE' } as const;

/** The label in the graph's words; `None` and an empty one take it away. */
function labelOf(provided: string | undefined) {
  if (provided === undefined) return undefined;
  if (/^(none)?$/i.test(provided)) return null;
  const known = choice(labels).safeParse(provided);
  if (known.success) return known.data;
  const expected = Object.keys(labels).join(', ');
  throw refused('FET', `Invalid group parameter: ${provided}. Should be one of ${expected}`);
}

/** The parameters that CreateTLD and UpdateTLD share. */
export const tldParams = fields({
  TLD: line(80),
  IDP: flag.optional(),
  DNS: flag.optional(),
  EF: flag.optional(),
  EPP: flag.optional(),
  SUG: flag.optional(),
  SPOT: flag.optional(),
  SWSE: flag.optional(),
  REG: line(60),
  default_registration_period_price_off_from_cart: flag,
  voucher_required: flag,
  default_registration_period: integer(1, 10),
  FET: clearable(40),
  featured_color: clearable(40),
  grace_days: integer(0, 3650).optional(),
  grace_cost: amount.optional(),
  grace_fee: amount.optional(),
  redemption_days: integer(0, 3650).optional(),
  redemption_cost: amount.optional(),
  redemption_fee: amount.optional(),
  cost: amount,
  register: amountList(100),
  renew: amountList(100),
  transfer: amountList(100),
  orderby: id.optional(),
});

type TldParams = z.output<typeof tldParams>;

/** The parameters as the graph takes them. */
export const tldInput = (p: TldParams): CreateTldInput => ({
  extension: p.TLD,
  registrar: p.REG,
  offersIdProtection: p.IDP,
  offersDnsManagement: p.DNS,
  offersEmailForwarding: p.EF,
  requiresEpp: p.EPP,
  isSuggested: p.SUG,
  isSpotlight: p.SPOT,
  whoisVerificationOffered: p.SWSE,
  freePeriodPriceOff: p.default_registration_period_price_off_from_cart,
  voucherRequired: p.voucher_required,
  defaultYears: p.default_registration_period,
  label: labelOf(p.FET),
  featuredColor: p.featured_color,
  graceDays: p.grace_days,
  graceCost: p.grace_cost,
  graceFee: p.grace_fee,
  redemptionDays: p.redemption_days,
  redemptionCost: p.redemption_cost,
  redemptionFee: p.redemption_fee,
  cost: p.cost,
  registerPrices: p.register,
  renewPrices: p.renew,
  transferPrices: p.transfer,
  follows: p.orderby === undefined ? undefined : encodeId('Tld', p.orderby),
});

/** The old words for what both commands may be refused with. */
export const tldErrors: Partial<Record<ErrorCode, LegacyMessage>> = {
  BAD_INPUT: ({ field, message }) => {
    const action = /^(register|renew|transfer)Prices/.exec(String(field))?.[1];
    return action ? `The maximum ${action} period is 10 years` : message;
  },
  TLD_EXISTS: 'Extension already exists',
  TLD_NOT_FOUND: ({ field }) =>
    field === 'follows' ? 'orderby: there is no TLD with that id' : 'Extension Not Found',
  REGISTRARS_NONE_ACTIVE: 'No Active Registrars - auto_registrar value cannot be defined',
  REGISTRAR_UNKNOWN: ({ registrars }) =>
    `Invalid auto_registrar value. Must be empty or one of: ${(registrars as string[]).join(', ')}`,
};

/** The old words for what is missing. */
export const tldMissing = { TLD: 'Extension is required' };
