import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { heldDomain } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { beginMoveHost } from './private-nameserver.ts';

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
  run: async (work, { domainId, ...host }) => {
    const domain = await heldDomain(work, keyOf(domainId));
    await beginMoveHost(work, domain, host);
    return { domainId: domain.domainId };
  },
  payload: domainPayload,
});
