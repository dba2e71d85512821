import { keyOf } from '#core/ids.ts';
import { exact } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { placeBehind, writeCategories, writeFields } from './tld-options.ts';
import type { tldPriceLists, tldSettings } from './tld-input.ts';
import { type BasePrices, writeAddonPrices, writePrices } from './tld-prices.ts';
import type { InputShapeFromFields } from '@pothos/core';

type Settings = InputShapeFromFields<ReturnType<typeof tldSettings>>;
type Lists = InputShapeFromFields<ReturnType<typeof tldPriceLists<false>>>;

/** What may be told of a TLD, with its price lists. */
export type TldInput = Settings & Lists;

/** The columns that an input sets; what it leaves out stays as it is. */
export function tldUpdate(input: TldInput): Prisma.TldUncheckedUpdateInput {
  const plain = {
    offersIdProtection: input.offersIdProtection,
    offersDnsManagement: input.offersDnsManagement,
    offersEmailForwarding: input.offersEmailForwarding,
    requiresEpp: input.requiresEpp,
    isSuggested: input.isSuggested,
    isSpotlight: input.isSpotlight,
    whoisVerificationOffered: input.whoisVerificationOffered,
    freePeriodPriceOff: input.freePeriodPriceOff,
    voucherRequired: input.voucherRequired,
    defaultYears: input.defaultYears,
    featuredColor: input.featuredColor?.trim(),
    graceDays: input.graceDays,
    graceCost: input.graceCost,
    graceFee: input.graceFee,
    redemptionDays: input.redemptionDays,
    redemptionCost: input.redemptionCost,
    redemptionFee: input.redemptionFee,
    cost: input.cost,
    minLength: input.minLength,
    maxLength: input.maxLength,
    idnLanguages: input.idnLanguages,
    isActive: input.isActive,
  };
  const provided = Object.entries(plain).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return {
    ...Object.fromEntries(provided),
    ...(input.label !== undefined && { label: input.label }),
    ...(input.whoisServer !== undefined && { whoisServer: input.whoisServer || null }),
    ...(input.rdapUrl !== undefined && { rdapUrl: input.rdapUrl || null }),
  };
}

/** The id of the registrar account named; null for none, undefined when nothing was said. */
export async function registrarNamed(
  work: Work,
  name: string | null | undefined,
): Promise<number | null | undefined> {
  if (name === undefined) return undefined;
  if (!name || name.toLowerCase() === 'none') return null;
  const active = await work.tx.registrar.findMany({
    where: { isActive: true },
    select: { id: true, label: true },
    orderBy: { id: 'asc' },
  });
  if (!active.length) work.fail('REGISTRARS_NONE_ACTIVE', undefined, { field: 'registrar' });
  const found = active.find(({ label }) => label === name.toLowerCase());
  const registrars = active.map(({ label }) => label);
  const details = { field: 'registrar', registrars };
  return found
    ? found.id
    : work.fail('REGISTRAR_UNKNOWN', `It must be one of ${registrars.join(', ')}.`, details);
}

/** Writes all that hangs on a TLD: prices in every currency, place, themes and questions. */
export async function writeAround(work: Work, tldId: number, input: TldInput): Promise<void> {
  const { tx } = work;
  await writePrices(tx, tldId, basePrices(input));
  if (input.addonPrices) await writeAddonPrices(tx, tldId, input.addonPrices);
  if (input.fields) await writeFields(tx, tldId, input.fields);
  if (input.categories) await writeCategories(tx, tldId, input.categories);
  if (input.follows) {
    const behindId = keyOf(input.follows);
    const behind = await tx.tld.count({ where: { id: behindId } });
    if (!behind || behindId === tldId)
      work.fail('TLD_NOT_FOUND', 'There is no such TLD to follow.', { field: 'follows' });
    await placeBehind(tx, tldId, behindId);
  }
}

/** A price, or null for a period that is not offered. */
const offered = (price: Prisma.Decimal | null | undefined) =>
  price === null || price === undefined || price.isNegative() ? null : exact(price);

function basePrices(input: TldInput): BasePrices {
  const { registerPrices, renewPrices, transferPrices, redemptionFee } = input;
  return {
    ...(registerPrices && { REGISTER: registerPrices.map(offered) }),
    ...(renewPrices && { RENEW: renewPrices.map(offered) }),
    ...(transferPrices && { TRANSFER: transferPrices.map(offered) }),
    ...(redemptionFee && { RESTORE: [exact(redemptionFee)] }),
  };
}
