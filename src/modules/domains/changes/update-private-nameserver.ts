import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginChange, heldDomain } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { addressOf, hostFor, moveHost } from './private-nameserver.ts';

command('updatePrivateNameserver', {
  description: 'Change the IP address of a private name server, at the registrar.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain whose private name server is changed.',
    }),
    hostname: t.string({
      required: true,
      description: 'Host name of the private name server to change.',
    }),
    ipAddress: t.string({
      required: true,
      description: 'New IPv4 or IPv6 address of the private name server.',
    }),
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
