import { domainToUnicode } from 'node:url';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { asciiDomain } from '#core/text.ts';
import type { Tld } from '#generated/prisma/client.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { Tx } from '#platform/database/client.ts';

/** A name and the TLD it is sold under. */
export interface SoldName {
  /** Lower-case ASCII. */
  name: string;
  tld: Tld;
}

const field = 'domainName';

/** The name in its one spelling. @throws DomainError DOMAIN_NAME_INVALID */
export function normalizedName(text: string): string {
  const name = asciiDomain(text);
  if (!name) throw new DomainError('DOMAIN_NAME_INVALID', undefined, { field });
  return name;
}

/**
 * The name with the longest TLD on sale that it stands directly below.
 * @throws DomainError DOMAIN_NAME_INVALID, TLD_NOT_SUPPORTED, and DOMAIN_NOT_ALLOWED for a name that
 * the TLD's registry does not take
 */
export async function soldName(tx: Tx, text: string): Promise<SoldName> {
  const name = normalizedName(text);
  const labels = name.split('.');
  const suffixes = labels.slice(1).map((_label, index) => labels.slice(index + 1).join('.'));
  const tlds = await tx.tld.findMany({ where: { extension: { in: suffixes }, isActive: true } });
  const tld = tlds.toSorted((a, b) => b.extension.length - a.extension.length)[0];
  if (!tld) throw new DomainError('TLD_NOT_SUPPORTED', undefined, { field });
  const label = labels[0] ?? '';
  if (name !== `${label}.${tld.extension}`)
    throw new DomainError(
      'DOMAIN_NAME_INVALID',
      `A name stands directly below .${tld.extension}.`,
      {
        field,
      },
    );
  await checkLabel(tx, label, tld);
  return { name, tld };
}

async function checkLabel(tx: Tx, label: string, tld: Tld): Promise<void> {
  const shown = domainToUnicode(label);
  const length = [...shown].length;
  const fail = (words: string) => new DomainError('DOMAIN_NOT_ALLOWED', words, { field });
  if (length < tld.minLength || length > tld.maxLength)
    throw fail(
      `A .${tld.extension} name has ${tld.minLength} to ${tld.maxLength} characters, not ${length}.`,
    );
  if (label.startsWith('xn--') && !(await settingIsOn(tx, 'AllowIDNDomains')))
    throw fail('Names with letters beyond a to z are not sold here.');
}

/** States in which a domain still is somebody's here. */
const held = [
  'PENDING',
  'PENDING_REGISTRATION',
  'PENDING_TRANSFER',
  'ACTIVE',
  'GRACE',
  'REDEMPTION',
] as const;

/** Checks that nobody has the name here already. @throws DomainError DOMAIN_TAKEN */
export async function checkFree(tx: Tx, name: string): Promise<void> {
  const count = await tx.domain.count({ where: { name, status: { in: [...held] } } });
  if (count) throw new DomainError('DOMAIN_TAKEN', undefined, { field });
}

/**
 * Checks a name against the latest lookup, where one is still fresh. The registry has the last word
 * when it is registered.
 * @throws DomainError DOMAIN_NOT_AVAILABLE, DOMAIN_NOT_ALLOWED for a premium name
 */
export async function checkAvailable(tx: Tx, name: string): Promise<void> {
  const known = await tx.availabilityCache.findUnique({ where: { name } });
  if (!known || known.expiresAt <= now()) return;
  if (!known.isAvailable) throw new DomainError('DOMAIN_NOT_AVAILABLE', undefined, { field });
  // The price list does not hold for it: nobody may buy it for what an ordinary name costs.
  if (known.isPremium)
    throw new DomainError(
      'DOMAIN_NOT_ALLOWED',
      'The registry asks a special price for that name.',
      {
        field,
      },
    );
}

/** Checks that a name is not in the cart already. @throws DomainError DOMAIN_IN_CART */
export async function checkNotInCart(tx: Tx, cartId: number, name: string): Promise<void> {
  if (await tx.cartItem.count({ where: { cartId, domainName: name, type: { not: 'PRODUCT' } } }))
    throw new DomainError('DOMAIN_IN_CART', undefined, { field });
}

/** The years offered first: those the TLD names, else the fewest that have a price. */
export async function firstYears(
  tx: Tx,
  { id, defaultYears }: Tld,
  action: 'REGISTER' | 'TRANSFER' | 'RENEW',
): Promise<number> {
  const prices = await tx.tldPrice.findMany({
    where: { tldId: id, action },
    select: { years: true },
    orderBy: { years: 'asc' },
  });
  const isUsual = prices.some(({ years }) => years === defaultYears);
  return isUsual ? defaultYears : (prices[0]?.years ?? defaultYears);
}
