import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginChange, heldDomain } from './change.ts';
import { changeLock } from './change-lock.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';

command('domainUpdateLockingStatus', {
  legacy: 'DomainUpdateLockingStatus',
  description: 'Lock a domain against transfers, or unlock the domain, at its registrar.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain to lock or unlock.',
    }),
    isLocked: t.boolean({
      required: true,
      description: 'Whether the domain is to be locked against transfers.',
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domainId, isLocked }) => {
    const domain = await heldDomain(work, keyOf(domainId));
    const { name } = domain;
    await beginChange(work, changeLock, domain, { domainId: domain.domainId, name, isLocked });
    return { domainId: domain.domainId };
  },
  payload: domainPayload,
});
