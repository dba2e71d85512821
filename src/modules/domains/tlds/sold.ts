import { asciiDomain, forbiddenDash } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import {
  lengthOf,
  type NameProblem,
  type SplitName,
  splitDomainName,
} from '#modules/domains/domain-name.ts';

/** A name taken apart, with the TLD it is sold under. */
export type SoldName<Select extends Prisma.TldSelect> = SplitName & {
  tld: Prisma.TldGetPayload<{ select: Select }>;
};

/**
 * Takes a name apart at the longest TLD on sale, by number of labels, with that TLD. Search, cart
 * and orders all ask here.
 * @returns why not, when it is no name or its TLD is not sold here.
 */
export async function soldName<Select extends Prisma.TldSelect>(
  db: Db | Tx,
  text: string,
  select: Select,
): Promise<SoldName<Select> | NameProblem> {
  const labels = (asciiDomain(text) ?? '').split('.');
  const endings = labels.slice(1).map((_label, index) => labels.slice(index + 1).join('.'));
  const sold = await db.tld.findMany({
    where: { extension: { in: endings }, isActive: true },
    select: { ...select, extension: true },
  });
  const rows = sold as unknown as { extension: string }[];
  const split = splitDomainName(text, (extension) =>
    rows.some((row) => row.extension === extension),
  );
  if (typeof split === 'string') return split;
  const tld = rows.find(({ extension }) => extension === split.extension);
  return { ...split, tld: tld as unknown as Prisma.TldGetPayload<{ select: Select }> };
}

/** Why a text is no name, in words: the dash that no registry takes is named. */
export function invalidName(text: string): string {
  const dash = forbiddenDash(text);
  if (!dash) return 'Domain not valid.';
  const code = dash.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `Domain not valid: ${dash} (U+${code}) is not a hyphen.`;
}

/** A TLD's limits for the names below it. */
export interface NameLimits {
  extension: string;
  minLength: number;
  maxLength: number;
}

/** Why a label is too short or too long for its registry; null for one that fits. */
export function lengthProblem(
  label: string,
  { extension, minLength, maxLength }: NameLimits,
): string | null {
  const length = lengthOf(label);
  if (length >= minLength && length <= maxLength) return null;
  return `A .${extension} name has ${minLength} to ${maxLength} characters, not ${length}.`;
}

/** Why a name is not sold for its emails, its TLD's included; null for one that is. */
export async function lettersProblem(db: Db | Tx, name: string): Promise<string | null> {
  if (!/(^|\.)xn--/.test(name) || (await settingIsOn(db, 'AllowIDNDomains'))) return null;
  return 'Names with letters beyond a to z are not sold here.';
}

/** Why a name below a TLD is not sold here; null for one that is. */
export const notSold = async (
  db: Db | Tx,
  { name, label }: Pick<SplitName, 'name' | 'label'>,
  limits: NameLimits,
): Promise<string | null> => lengthProblem(label, limits) ?? (await lettersProblem(db, name));
