import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginChange, heldDomain } from './change.ts';
import { changeNameservers } from './change-nameservers.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { readNameservers } from './nameservers.ts';

command('domainUpdateNameservers', {
  legacy: 'DomainUpdateNameservers',
  description: 'Change the name servers of a domain, at its registrar and in the stored data.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain whose name servers are changed.',
    }),
    nameservers: t.stringList({
      required: true,
      description: 'Host names of the new name servers, two to five.',
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
  run: async (work, { domainId, nameservers }) => {
    const domain = await heldDomain(work, keyOf(domainId));
    const { name } = domain;
    const input = { domainId: domain.domainId, name, nameservers: readNameservers(nameservers) };
    await beginChange(work, changeNameservers, domain, input);
    return { domainId: domain.domainId };
  },
  payload: domainPayload,
});
