import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginChange, heldDomain } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { addressOf, hostFor, moveHost } from './private-nameserver.ts';

command('updatePrivateNameserver', {
  description: 'Give a name server below a domain another address, at the registrar.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({ for: Domain, required: true, description: 'Which domain.' }),
    hostname: t.string({ required: true, description: 'Its name.' }),
    ipAddress: t.string({ required: true, description: 'Its new IPv4 or IPv6 address.' }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'NAMESERVER_INVALID',
    'PRIVATE_NAMESERVER_NOT_FOUND',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domainId, hostname: provided, ipAddress }) => {
    const domain = await heldDomain(work, keyOf(domainId));
    const { domainId: id, name } = domain;
    const host = await hostFor(work, domain, provided);
    await beginChange(work, moveHost, domain, {
      domainId: id,
      name,
      hostname: host.hostname,
      ipAddress: addressOf(work, ipAddress),
      oldIpAddress: host.ipAddress,
    });
    return { domainId: id };
  },
  payload: domainPayload,
});
