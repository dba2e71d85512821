import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginChange, type ChangeInput, domainChange, heldDomain, shows } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';

interface LockInput extends ChangeInput {
  isLocked: boolean;
}

const changeLock = domainChange<LockInput>({
  kind: 'domain.lock',
  send: (registrar, { name, isLocked }, call) => registrar.setLock(name, isLocked, call),
  isDone: (registrar, { name, isLocked }) =>
    shows(registrar, 'getLock', async () => (await registrar.getLock(name)) === isLocked),
  async after({ tx, announce }, { domainId, isLocked }, { words }) {
    const [row] = await tx.domain.updateManyAndReturn({
      where: { id: domainId },
      data: { isLocked, statusMessage: words },
      select: { clientId: true },
    });
    if (row) announce('domain.lockChanged', { domainId, clientId: row.clientId, isLocked });
  },
});

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
