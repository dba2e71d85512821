import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { domainFor } from '#modules/domains/visible.ts';
import { beginChange, heldDomain } from './change.ts';
import { changeLock } from './change-lock.ts';
import { changeNameservers } from './change-nameservers.ts';
import { changeFeatures, type Features, namedFeatures, ensureSupported } from './features.ts';
import { readNameservers } from './nameservers.ts';

command('updateDomain', {
  description:
    'Change what its owner may set of a domain; omitted fields stay unchanged. Name servers, lock and features are set at the registrar, in one task each. Auto-renewal is set here: while it is off the next renewal is not invoiced; an invoice for a renewal that is open already stays owed.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain to change.',
    }),
    autoRenew: t.boolean({
      description: 'Whether the domain is renewed automatically when its period ends.',
    }),
    isLocked: t.boolean({ description: 'Whether the domain is locked against transfers.' }),
    nameservers: t.stringList({ description: 'Host names of the name servers, two to five.' }),
    dnsManagement: t.boolean({
      description: "Whether the domain's DNS is hosted. For staff and resellers: it is sold.",
    }),
    emailForwarding: t.boolean({
      description: "Whether the domain's email is forwarded. For staff and resellers: it is sold.",
    }),
    idProtection: t.boolean({
      description:
        "Whether the owner's data is kept out of the public directory. For staff and resellers: it is sold.",
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'NAMESERVERS_REQUIRED',
    'NAMESERVER_INVALID',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  nulls: {},
  run: async (work, { domainId, autoRenew, isLocked, nameservers, ...provided }) => {
    const id = keyOf(domainId);
    const features = provided as Features;
    const sold = namedFeatures(features)[0];
    if (sold && !work.actor.permissions.has('domains:write'))
      work.fail('FORBIDDEN', undefined, { field: sold, permission: 'domains:write' });
    if (typeof autoRenew === 'boolean') await setAutoRenew(work, id, autoRenew);
    else await domainFor(work, id, { id: true });
    if (typeof isLocked !== 'boolean' && !nameservers && !sold) return { domainId: id };
    const domain = await heldDomain(work, id);
    const { name } = domain;
    if (nameservers)
      await beginChange(work, changeNameservers, domain, {
        domainId: id,
        name,
        nameservers: readNameservers(nameservers),
      });
    if (typeof isLocked === 'boolean')
      await beginChange(work, changeLock, domain, { domainId: id, name, isLocked });
    if (sold) {
      ensureSupported(work, domain, features);
      await beginChange(work, changeFeatures, domain, { domainId: id, name, ...features });
    }
    return { domainId: id };
  },
  payload: domainPayload,
});

async function setAutoRenew(work: Work, id: number, autoRenew: boolean): Promise<void> {
  const domain = await domainFor(work, id, { clientId: true, autoRenew: true });
  if (domain.autoRenew === autoRenew) return;
  await work.tx.domain.update({ where: { id }, data: { autoRenew } });
  const { clientId } = domain;
  work.announce('domain.changed', { domainId: id, clientId, changed: ['autoRenew'] });
}
