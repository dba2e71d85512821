import { type ChangeInput, domainChange, shows } from './change.ts';
import { nameserverColumns } from './nameservers.ts';

interface NameserversInput extends ChangeInput {
  nameservers: string[];
}

/** Gives a domain other name servers at its registrar, and then in our books. */
export const changeNameservers = domainChange<NameserversInput>({
  kind: 'domain.nameservers',
  send: (registrar, { name, nameservers }, call) =>
    registrar.setNameservers(name, nameservers, call),
  isDone: (registrar, { name, nameservers }) =>
    shows(registrar, 'getNameservers', async () => {
      const found = await registrar.getNameservers(name);
      return found.toSorted().join() === nameservers.toSorted().join();
    }),
  async after({ tx, announce }, { domainId, nameservers }, { words }) {
    const [row] = await tx.domain.updateManyAndReturn({
      where: { id: domainId },
      data: { ...nameserverColumns(nameservers), statusMessage: words },
      select: { clientId: true },
    });
    if (row) announce('domain.nameserversChanged', { domainId, clientId: row.clientId });
  },
});
