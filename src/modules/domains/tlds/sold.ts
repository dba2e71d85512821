import { asciiDomain } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { type NameProblem, type SplitName, splitName } from '#modules/domains/domain-name.ts';

/**
 * Takes a name apart at the longest TLD on sale, with that TLD.
 * @returns why not, when it is no name or its TLD is not sold here.
 */
export async function soldName<Select extends Prisma.TldSelect>(
  db: Db | Tx,
  text: string,
  select: Select,
): Promise<(SplitName & { tld: Prisma.TldGetPayload<{ select: Select }> }) | NameProblem> {
  const labels = (asciiDomain(text) ?? '').split('.');
  const endings = labels.slice(1).map((_label, index) => labels.slice(index + 1).join('.'));
  const sold = await db.tld.findMany({
    where: { extension: { in: endings }, isActive: true },
    select: { ...select, extension: true },
  });
  const rows = sold as unknown as { extension: string }[];
  const split = splitName(text, (extension) => rows.some((row) => row.extension === extension));
  if (typeof split === 'string') return split;
  const tld = rows.find(({ extension }) => extension === split.extension);
  return { ...split, tld: tld as unknown as Prisma.TldGetPayload<{ select: Select }> };
}
