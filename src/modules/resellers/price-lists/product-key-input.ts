import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { asciiDomain } from '#core/text.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import type { Inputs } from '#modules/clients/details.ts';
import type { Work } from '#schema/work.ts';
import type { ProductFamily as Family } from '#generated/prisma/client.ts';
import { ProductFamily } from './product-key.ts';

/** A key of a product as programs know it: `domcno`, `vpslinuxus`. */
export const productKeyRule = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, - and _, at most 64');

/** A tld without its first dot, in ASCII. */
const tldRule = z.string().transform((text, context) => {
  const name = asciiDomain(`name.${text.trim().replace(/^\./, '')}`);
  if (name) return name.slice('name.'.length);
  context.addIssue({ code: 'custom', message: 'must be TLDs such as com or co.uk' });
  return z.NEVER;
});

const rule = { new: '', known: '', either: ' Required for a new key.' } as const;

/** The fields of a product key: of a new one, of one that is known, or of either. */
export const productKeyInputs = (t: Inputs, which: 'new' | 'known' | 'either') => ({
  key: t.string({
    required: true,
    description:
      which === 'known'
        ? 'Key of the product to change, for instance `domcno`.'
        : 'Key by which programs know the product, for instance `domcno`. Unique.',
    validate: productKeyRule,
  }),
  family: t.field({
    type: ProductFamily,
    required: which === 'new',
    description: `Family of the product, which determines the shape of its prices.${rule[which]} It cannot change while the key has prices.`,
  }),
  category: t.string({
    required: which === 'new',
    description: `Group in the category map: \`domorder\`, \`hosting\` and so on.${rule[which]}`,
    validate: productKeyRule,
  }),
  tlds: t.stringList({
    description: 'TLDs sold under the key, without the leading dot. Default: none.',
    validate: z.array(tldRule).max(500),
  }),
  sortOrder: t.int({
    description: 'Position in the category, lowest first. Default: 0.',
    validate: z.int().min(0).max(1_000_000),
  }),
});

/** A product key as an input gives it. */
export interface GivenProductKey {
  key: string;
  family?: Family | null;
  category?: string | null;
  tlds?: string[] | null;
  sortOrder?: number | null;
}

/**
 * Adds or changes product keys; what is left out of one that exists stays. For staff.
 * @throws DomainError FORBIDDEN, PRODUCT_KEY_IN_USE, PRODUCT_KEY_TLD_TAKEN or BAD_INPUT
 */
export async function keepProductKeys(work: Work, provided: readonly GivenProductKey[]) {
  const { tx, actor, fail } = work;
  if (!isStaff(actor)) fail('FORBIDDEN');
  await changeCatalog(work, 'reseller-prices');
  const existing = await tx.productKey.findMany({
    include: { _count: { select: { entries: true } } },
  });
  const byKey = new Map(existing.map((row) => [row.key, row]));
  const rows = provided.map(({ key, ...fields }) => {
    const old = byKey.get(key);
    const family = fields.family ?? old?.family ?? missing(work, 'family', key);
    const category = fields.category ?? old?.category ?? missing(work, 'category', key);
    if (old && old.family !== family && old._count.entries)
      fail('PRODUCT_KEY_IN_USE', `${key} has prices: its family cannot change.`, {
        field: 'family',
      });
    const tlds = [...new Set(fields.tlds ?? old?.tlds ?? [])];
    return { key, family, category, tlds, sortOrder: fields.sortOrder ?? old?.sortOrder ?? 0 };
  });
  refuseShared(work, [...existing.filter(({ key }) => !rows.some((r) => r.key === key)), ...rows]);
  await tx.productKey.createMany({ data: rows.filter(({ key }) => !byKey.has(key)) });
  for (const row of rows.filter(({ key }) => byKey.has(key)))
    await tx.productKey.update({ where: { key: row.key }, data: row });
  const saved = await tx.productKey.findMany({
    where: { key: { in: rows.map(({ key }) => key) } },
    select: { id: true },
  });
  for (const { id } of saved) work.announce('productKey.saved', { productKeyId: id });
  return saved.map(({ id }) => id);
}

const missing = ({ fail }: Work, field: string, key: string): never =>
  fail('BAD_INPUT', `${field}: is required for the new key ${key}.`, { field });

/** A TLD has one key: which price is charged for it must be one answer. */
function refuseShared({ fail }: Work, rows: readonly { key: string; tlds: string[] }[]): void {
  const keyOfTld = new Map<string, string>();
  const seen = new Set<string>();
  for (const { key, tlds } of rows) {
    if (seen.has(key)) fail('BAD_INPUT', `key: ${key} is given twice.`, { field: 'key' });
    seen.add(key);
    for (const tld of tlds) {
      const other = keyOfTld.get(tld);
      if (other)
        fail('PRODUCT_KEY_TLD_TAKEN', `.${tld} is sold under ${other} already.`, {
          field: 'tlds',
        });
      keyOfTld.set(tld, key);
    }
  }
}
