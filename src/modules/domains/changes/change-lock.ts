import { type ChangeInput, domainChange, shows } from './change.ts';

interface LockInput extends ChangeInput {
  isLocked: boolean;
}

/** Sets or lifts the lock against transfers. */
export const changeLock = domainChange<LockInput>({
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
