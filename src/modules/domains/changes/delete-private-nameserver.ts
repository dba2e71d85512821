import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { heldDomain } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { beginRemoveHost } from './private-nameserver.ts';

command('deletePrivateNameserver', {
  description: 'Delete a private name server of a domain, at the registrar.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain whose private name server is deleted.',
    }),
    hostname: t.string({
      required: true,
      description: 'Host name of the private name server to delete.',
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
  run: async (work, { domainId, hostname }) => {
    const domain = await heldDomain(work, keyOf(domainId));
    const nameserverId = await beginRemoveHost(work, domain, hostname);
    return { domainId: domain.domainId, nameserverId };
  },
  deletes: { type: 'PrivateNameserver', key: 'nameserverId' },
  payload: (t) => domainPayload(t),
});
