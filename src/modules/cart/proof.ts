import type { Actor } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';

const OwnershipMethod = builder.enumType('OwnershipMethod', {
  description: 'How it is shown that a domain is somebody’s own.',
  values: {
    ACCOUNT: { description: 'The client has it here.' },
    DNS_TXT: { description: 'By a TXT record at the domain.' },
    FILE: { description: 'By a file on its web site.' },
    NAMESERVERS: { description: 'It uses our name servers.' },
  } as const,
});

/** What must stand in front of the token in a TXT record. */
export const TXT_PREFIX = 'domain-verification=';

/** A proof that a domain is somebody's own. */
export const DomainOwnershipProof = builder.prismaNode('DomainOwnershipProof', {
  read: 'cart:read',
  description: 'A proof that a domain is somebody’s own.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    domainName: t.exposeString('domainName', { description: 'Lower-case ASCII.' }),
    method: t.expose('method', { type: OwnershipMethod, description: 'How it is shown.' }),
    token: t.exposeString('token', { description: 'What must be found at the domain.' }),
    txtRecord: t.string({
      description: 'The TXT record to set at the domain itself.',
      select: { token: true },
      resolve: ({ token }) => `${TXT_PREFIX}${token}`,
    }),
    isVerified: t.boolean({
      description: 'It was found.',
      select: { verifiedAt: true },
      resolve: ({ verifiedAt }) => verifiedAt !== null,
    }),
    verifiedAt: t.expose('verifiedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was found; null before.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends.' }),
  }),
});

/** Which proofs are an actor's: a customer's own, else those made through its credential. */
export function proofsOf(actor: Actor): Prisma.DomainOwnershipProofWhereInput {
  const [clientId] = actor.clientIds;
  if (clientId !== undefined) return { clientId };
  return { clientId: null, credentialId: actor.credentialId ?? -1 };
}
