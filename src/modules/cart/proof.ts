import type { Actor } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';

const OwnershipMethod = builder.enumType('OwnershipMethod', {
  description: 'Method by which ownership of a domain is proved.',
  values: {
    ACCOUNT: { description: 'The client holds the domain in an account here.' },
    DNS_TXT: { description: 'A TXT record at the domain.' },
    FILE: { description: "A file on the domain's web site." },
    NAMESERVERS: { description: "The domain uses the company's name servers." },
  } as const,
});

/** What must stand in front of the token in a TXT record. */
export const TXT_PREFIX = 'domain-verification=';

/** A proof that a domain is somebody's own. */
export const DomainOwnershipProof = builder.prismaNode('DomainOwnershipProof', {
  read: 'cart:read',
  visible: proofsOf,
  description: 'Proof that a domain belongs to a client or visitor.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    domainName: t.exposeString('domainName', {
      description: 'Name of the domain in lower-case ASCII.',
    }),
    method: t.expose('method', { type: OwnershipMethod, description: 'Method of the proof.' }),
    token: t.exposeString('token', { description: 'Token that must be found at the domain.' }),
    txtRecord: t.string({
      description: 'TXT record to publish at the domain itself.',
      select: { token: true },
      resolve: ({ token }) => `${TXT_PREFIX}${token}`,
    }),
    isVerified: t.boolean({
      description: 'Whether the ownership is proved.',
      select: { verifiedAt: true },
      resolve: ({ verifiedAt }) => verifiedAt !== null,
    }),
    verifiedAt: t.expose('verifiedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the ownership was proved; null before that.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time the proof expires.' }),
  }),
});

/** Which proofs are an actor's: a customer's own, else those made through its credential. */
export function proofsOf(actor: Actor): Prisma.DomainOwnershipProofWhereInput {
  const [clientId] = actor.clientIds;
  if (clientId !== undefined) return { clientId };
  return { clientId: null, credentialId: actor.credentialId ?? -1 };
}
