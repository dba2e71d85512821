import { graphql } from '#generated/logicboxes/index.ts';
import { ExactNumber, mapOf, put, type Tree } from '#transports/logicboxes/tree.ts';

graphql(`
  fragment PriceLines on PriceList {
    entries @include(if: $whole) {
      productKey {
        key
        family
      }
      slab
      section
      planId
      band
      action
      tenure
      price
      traits
    }
    slabs @include(if: $whole) {
      productKey {
        key
      }
      slab
      category
      categoryName
      categoryQuantity
    }
  }
`);

/** One price as the graph gives it. */
export interface PriceEntry {
  productKey: { key: string; family: string };
  slab: number;
  section: string;
  planId: string;
  band: string;
  action: string;
  tenure: number;
  price: string;
  traits?: unknown;
}

/** What a band of volume asks for. */
export interface Slab {
  productKey: { key: string };
  slab: number;
  category: string;
  categoryName: string;
  categoryQuantity: string;
}

/** Who pays: the two price operations shape some families differently. */
export type Audience = 'RESELLER' | 'CUSTOMER';

const BANDED = new Set(['WEB_SERVICES', 'SINGLE_DOMAIN_HOSTING']);
const SERVERS = new Set(['VPS', 'DEDICATED_SERVER', 'MANAGED_SERVER']);
const PLANNED = new Set(['CODEGUARD', 'SITELOCK', 'BACKORDER', 'OTHER']);

/** Where a price stands below its product key. */
export function placeOf(entry: PriceEntry, audience: Audience): string[] {
  const { slab, section, planId, band, action, tenure, productKey } = entry;
  const { family } = productKey;
  const years = tenure ? [String(tenure)] : [];
  if (family === 'DOMAIN') {
    // Without a tenure it stands beside the bands: privacy-protection, premium_dns.
    if (!tenure) return [action];
    return audience === 'RESELLER'
      ? [String(slab), 'pricing', action, ...years]
      : [action, ...years];
  }
  if (family === 'CERTIFICATE') return [String(slab), 'pricing', planId, action, ...years];
  if (BANDED.has(family) && audience === 'RESELLER')
    return [...(planId ? [planId] : []), band, 'pricing', action];
  if (SERVERS.has(family))
    return section === 'addons' ? ['addons', planId] : ['plans', planId, action, ...years];
  if (PLANNED.has(family)) return ['plans', planId, action, ...years];
  if (family === 'ENTERPRISE_EMAIL') return ['email_account_ranges', band, action, ...years];
  return [planId, action, ...years];
}

/** Domain prices to resellers and certificates are texts on this platform, all others numbers. */
const isText = ({ productKey: { family } }: PriceEntry, audience: Audience) =>
  family === 'CERTIFICATE' || (family === 'DOMAIN' && audience === 'RESELLER');

/** Quantities always have a decimal point there: `0.0`. */
const withPoint = (text: string) => (text.includes('.') ? text : `${text}.0`);

const scalar = (value: unknown): Tree =>
  typeof value === 'boolean'
    ? value
    : typeof value === 'number'
      ? new ExactNumber(String(value))
      : String(value);

/** The whole catalogue in the platform's shape, product key by product key. */
export function priceTree(
  entries: readonly PriceEntry[],
  slabs: readonly Slab[],
  audience: Audience,
): Map<string, Tree> {
  const tree = new Map<string, Tree>();
  const families = new Map<string, string>();
  for (const entry of entries) {
    const { key, family } = entry.productKey;
    families.set(key, family);
    const place = [key, ...placeOf(entry, audience)];
    put(tree, place, isText(entry, audience) ? entry.price : new ExactNumber(entry.price));
    const banded = BANDED.has(family) && audience === 'RESELLER';
    if (banded && typeof entry.traits === 'object' && entry.traits !== null) {
      const traits = Object.entries(entry.traits).map(([name, value]) => [name, scalar(value)]);
      put(tree, [...place.slice(0, -2), 'description'], new Map(traits as [string, Tree][]));
    }
  }
  for (const { productKey, slab, category, categoryName, categoryQuantity } of slabs) {
    const family = families.get(productKey.key);
    if (!category || !family || (family === 'DOMAIN' && audience === 'CUSTOMER')) continue;
    const value = mapOf({ name: categoryName, quantity: withPoint(categoryQuantity) });
    put(tree, [productKey.key, String(slab), 'category', category], value);
  }
  return tree;
}
