import { type Actor, isBackOffice } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** Which quotes an actor may see. Customers see no drafts; those for prospects are for staff. */
export const visibleQuotes = (actor: Actor): Prisma.QuoteWhereInput =>
  isBackOffice(actor)
    ? ofVisibleClient(actor)
    : { AND: [ofVisibleClient(actor), { stage: { not: 'DRAFT' } }] };

/**
 * The quote a change is about, locked, as far as the actor may see it.
 * @throws DomainError QUOTE_NOT_FOUND
 */
export async function quoteFor({ tx, actor }: Work, id: number) {
  const where: Prisma.QuoteWhereInput = { AND: [{ id }, visibleQuotes(actor)] };
  const seen = await tx.quote.findFirst({ where, select: { id: true } });
  if (!seen) throw new DomainError('QUOTE_NOT_FOUND');
  await tx.$queryRaw`select 1 from quotes where id = ${id} for no key update`;
  return tx.quote.findUniqueOrThrow({ where: { id }, include: { items: true } });
}
