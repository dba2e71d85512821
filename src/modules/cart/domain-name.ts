import { DomainError } from '#core/errors.ts';
import { asciiDomain } from '#core/text.ts';
import type { Tld } from '#generated/prisma/client.ts';
import { invalidName, notSold, soldName } from '#modules/domains/tlds/sold.ts';
import type { Tx } from '#platform/database/client.ts';

/** A name and the TLD it is sold under. */
export interface CartDomainName {
  /** Lower-case ASCII. */
  name: string;
  tld: Tld;
}

const field = 'domainName';

/** The name in its one spelling. @throws DomainError DOMAIN_NAME_INVALID */
export function normalizedName(text: string): string {
  const name = asciiDomain(text);
  if (!name) throw new DomainError('DOMAIN_NAME_INVALID', invalidName(text), { field });
  return name;
}

/**
 * The name with the longest TLD on sale that it stands directly below.
 * @throws DomainError DOMAIN_NAME_INVALID, TLD_NOT_SUPPORTED, and DOMAIN_NOT_ALLOWED for a name that
 * is not sold here
 */
export async function cartDomainName(tx: Tx, text: string): Promise<CartDomainName> {
  const found = await soldName(tx, text, { id: true });
  if (found === 'invalid')
    throw new DomainError('DOMAIN_NAME_INVALID', invalidName(text), { field });
  if (found === 'unsupported') throw new DomainError('TLD_NOT_SUPPORTED', undefined, { field });
  const tld = await tx.tld.findUniqueOrThrow({ where: { id: found.tld.id } });
  const why = await notSold(tx, found, tld);
  if (why) throw new DomainError('DOMAIN_NOT_ALLOWED', why, { field });
  return { name: found.name, tld };
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
