import type { Dnssec } from '#providers/registrars/domain-data.ts';
import { type ChangeInput, domainChange, shows } from './change.ts';
import { dnssecColumn } from './dnssec.ts';

interface DnssecInput extends ChangeInput {
  dnssec: Dnssec;
}

const textOf = ({ dsRecords, keys }: Dnssec) =>
  [
    ...dsRecords.map((one) => [one.keyTag, one.algorithm, one.digestType, one.digest].join(' ')),
    ...keys.map((one) => [one.flags, one.protocol, one.algorithm, one.publicKey].join(' ')),
  ]
    .toSorted()
    .join();

/** Signs the delegation of a domain with other records at its registrar, and then in our books. */
export const changeDnssec = domainChange<DnssecInput>({
  kind: 'domain.dnssec',
  send: (registrar, { name, dnssec }, call) => registrar.setDnssec(name, dnssec, call),
  isDone: (registrar, { name, dnssec }) =>
    shows(registrar, 'getDnssec', async () => {
      const found = await registrar.getDnssec(name);
      const { maxSigLife = found.maxSigLife } = dnssec;
      return textOf(found) === textOf(dnssec) && found.maxSigLife === maxSigLife;
    }),
  async after({ tx, announce }, { domainId, dnssec }, { words }) {
    const [row] = await tx.domain.updateManyAndReturn({
      where: { id: domainId },
      data: { ...dnssecColumn(dnssec), statusMessage: words },
      select: { clientId: true },
    });
    if (row) announce('domain.dnssecChanged', { domainId, clientId: row.clientId });
  },
});
