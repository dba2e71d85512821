import { randomBytes } from 'node:crypto';
import type { Actor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { lookupTxt } from '#providers/dns/txt.ts';
import { settingText } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import { ensureNoComparison } from '#schema/quiet.ts';
import { normalizedName } from './domain-name.ts';
import { DomainOwnershipProof, proofsOf, TXT_PREFIX } from './proof.ts';

const DAY_MS = 24 * 3_600_000;
/** How long a token waits to be found, and how long a proof holds, in days. */
const WAITS = 7;
const HOLDS = 90;

command('cartVerifyDomainOwned', {
  legacy: 'CartVerifyDomainOwned',
  description:
    "Prove ownership of a domain. The first call returns a token: publish `txtRecord` in the domain's DNS and call again. A domain the client holds here needs no token.",
  permission: 'cart:write',
  input: (t) => ({
    domainName: t.string({
      required: true,
      description: 'Name of the domain whose ownership is proved, e.g. example.com.',
    }),
  }),
  errors: ['DOMAIN_NAME_INVALID', 'CART_OWNER_MISSING'],
  prepare: async ({ app, db, actor }, { domainName }) => {
    const name = normalizedName(domainName);
    const waiting = await openProof(db, actor, name);
    if (!waiting || waiting.verifiedAt) return { problem: '', isFound: false };
    ensureNoComparison(app);
    const server = await settingText(db, 'DNSResolver');
    const { texts, problem } = await lookupTxt(name, server ? { server } : {});
    return { problem, isFound: texts.some((text) => text.trim() === TXT_PREFIX + waiting.token) };
  },
  run: async (work, { domainName }, { isFound, problem }) => {
    const { tx, actor } = work;
    const name = normalizedName(domainName);
    if (actor.credentialId === null && actor.clientIds.length === 0)
      work.fail('CART_OWNER_MISSING');
    const proof = (await openProof(tx, actor, name)) ?? (await newProof(tx, actor, name));
    if (isFound && !proof.verifiedAt)
      await tx.domainOwnershipProof.update({
        where: { id: proof.id },
        data: { verifiedAt: now(), expiresAt: new Date(now().getTime() + HOLDS * DAY_MS) },
      });
    return { proofId: proof.id, problem };
  },
  payload: (t) => ({
    proof: t.prismaField({
      type: DomainOwnershipProof,
      description: 'The ownership proof in its current state.',
      resolve: (query, { proofId }, _args, { db }) =>
        db.domainOwnershipProof.findUniqueOrThrow({ ...query, where: { id: proofId } }),
    }),
    problem: t.exposeString('problem', {
      description: 'Reason the DNS lookup failed; empty if DNS answered.',
    }),
  }),
});

/** The actor's proof of a name that has not ended. */
const openProof = (db: Db | Tx, actor: Actor, domainName: string) =>
  db.domainOwnershipProof.findFirst({
    where: { AND: [{ domainName, expiresAt: { gt: now() } }, proofsOf(actor)] },
    orderBy: [{ verifiedAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
  });

/** A new proof: settled at once for a customer who has the domain here, else with a token. */
async function newProof(tx: Tx, actor: Actor, domainName: string) {
  const [clientId] = actor.clientIds;
  const isHeld =
    clientId !== undefined &&
    (await tx.domain.count({
      where: { name: domainName, clientId: { in: [...actor.clientIds] }, status: 'ACTIVE' },
    })) > 0;
  const at = now();
  const days = isHeld ? HOLDS : WAITS;
  return tx.domainOwnershipProof.create({
    data: {
      domainName,
      clientId: clientId ?? null,
      credentialId: actor.credentialId,
      method: isHeld ? 'ACCOUNT' : 'DNS_TXT',
      token: randomBytes(16).toString('hex'),
      verifiedAt: isHeld ? at : null,
      expiresAt: new Date(at.getTime() + days * DAY_MS),
    },
  });
}
