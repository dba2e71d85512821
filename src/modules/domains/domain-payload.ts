import type { builder } from '#schema/builder.ts';
import { Domain } from './domain.ts';
import { type DomainBy, domainWhere, likeliestFirst } from './domains.ts';
import { visibleDomains } from './visible.ts';
import type { Work } from '#schema/work.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The payload of every mutation that leaves a domain behind. */
export const domainPayload = <Answer extends { domainId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  domain: t.prismaField({
    type: Domain,
    description: 'The domain after the change.',
    resolve: (query, { domainId }, _args, { db }) =>
      db.domain.findUniqueOrThrow({ ...query, where: { id: domainId } }),
  }),
});

/** The id of the domain that is meant. @throws DomainError DOMAIN_NOT_FOUND */
export async function domainIdOf(
  { tx, actor, fail }: Work,
  by: typeof DomainBy.$inferInput,
): Promise<number> {
  const found = await tx.domain.findFirst({
    where: { AND: [domainWhere(by), visibleDomains(actor)] },
    orderBy: likeliestFirst,
    select: { id: true },
  });
  return found?.id ?? fail('DOMAIN_NOT_FOUND');
}
