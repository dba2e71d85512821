import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';
import { baseCurrency, cycles } from './words.ts';

const types = {
  Percentage: 'PERCENTAGE',
  'Fixed Amount': 'FIXED_AMOUNT',
  'Price Override': 'PRICE_OVERRIDE',
  'Free Setup': 'FREE_SETUP',
};

export const promotions = noun({
  name: 'promotions',
  table: 'tblpromotions',
  target: 'promotions',
  columns: {
    id: is.int('id'),
    code: is.once(
      'code',
      (row, look) => is.plain(row, 'code', look).trim(),
      'code',
      ({ id }) => `PROMOTION-${id}`,
    ),
    type: is.oneOf('type', types, 'PERCENTAGE'),
    value: is.money('value'),
    currency_code: baseCurrency,
    is_recurring: is.flag('recurring'),
    recur_for_cycles: is.int('recurfor'),
    cycles: is.made(['cycles'], (row) =>
      String(row.cycles ?? '')
        .split(',')
        .map((cycle) => cycles[cycle.trim().toLowerCase()])
        .filter((cycle) => cycle !== undefined),
    ),
    requires_existing: is.flag('requiresexisting'),
    start_on: is.day('startdate'),
    expires_on: is.day('expirationdate'),
    max_uses: is.int('maxuses'),
    uses: is.int('uses'),
    is_lifetime: is.flag('lifetimepromo'),
    is_once_per_order: is.flag('applyonce'),
    new_signups_only: is.flag('newsignups'),
    existing_clients_only: is.flag('existingclient'),
    is_once_per_client: is.flag('onceperclient'),
    upgrades_allowed: is.flag('upgrades'),
    notes: is.text('notes'),
  },
  left: { upgradeconfig: 'what it gives on upgrades is set anew' },
});

/** Products are numbers, addons `A7`, TLDs `D.com`. */
const targets = (noun: 'products' | 'addons', pattern: RegExp, column: string) => ({
  reads: ['appliesto', 'requires'],
  refers: ['promotions', noun],
  rows: (row: Parameters<typeof is.plain>[0], look: Parameters<typeof is.plain>[2]) => {
    const promotion = is.needed('promotions', look.id, look);
    return (['appliesto', 'requires'] as const).flatMap((field) =>
      String(row[field] ?? '')
        .split(',')
        .map((part) => Number(pattern.exec(part.trim())?.[1] ?? 0))
        .filter((id) => look.has(noun, id))
        .map((id) => ({
          promotion_id: promotion,
          role: field === 'appliesto' ? 'APPLIES_TO' : 'REQUIRES',
          [column]: id,
        })),
    );
  },
});

export const promotionProducts = noun({
  name: 'products of promotions',
  table: 'tblpromotions',
  target: 'promotion_targets',
  key: ['promotion_id', 'role', 'product_id'],
  spread: targets('products', /^(\d+)$/, 'product_id'),
});

export const promotionAddons = noun({
  name: 'addons of promotions',
  table: 'tblpromotions',
  target: 'promotion_targets',
  key: ['promotion_id', 'role', 'addon_id'],
  spread: targets('addons', /^A(\d+)$/, 'addon_id'),
});
