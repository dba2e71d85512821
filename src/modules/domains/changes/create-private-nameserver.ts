import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { heldDomain } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { beginAddHost } from './private-nameserver.ts';

command('createPrivateNameserver', {
  description:
    'Add a private name server (host below the domain) with its IP address, at the registrar.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain to which the private name server is added.',
    }),
    hostname: t.string({
      required: true,
      description: 'Host name of the private name server, e.g. ns1 or ns1.shop.com.',
    }),
    ipAddress: t.string({
      required: true,
      description: 'IPv4 or IPv6 address of the private name server.',
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'NAMESERVER_INVALID',
    'PRIVATE_NAMESERVER_EXISTS',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domainId, ...host }) => {
    const domain = await heldDomain(work, keyOf(domainId));
    await beginAddHost(work, domain, host);
    return { domainId: domain.domainId };
  },
  payload: domainPayload,
});
