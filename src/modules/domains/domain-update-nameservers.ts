import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginChange, type ChangeInput, domainChange, heldDomain, shows } from './change.ts';
import { Domain } from './domain.ts';
import { domainPayload } from './domain-payload.ts';
import { nameserverColumns, readNameservers } from './nameservers.ts';

interface NameserversInput extends ChangeInput {
  nameservers: string[];
}

const changeNameservers = domainChange<NameserversInput>({
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

command('domainUpdateNameservers', {
  legacy: 'DomainUpdateNameservers',
  description: 'Give a domain other name servers, at its registrar and in our books.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({ for: Domain, required: true, description: 'Which domain.' }),
    nameservers: t.stringList({ required: true, description: 'Two to five host names.' }),
  }),
  refuses: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'NAMESERVERS_REQUIRED',
    'NAMESERVER_INVALID',
    'REGISTRAR_NOT_ACTIVE',
    'OUTSIDE_REFUSED',
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
