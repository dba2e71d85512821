import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { registrarShape, requireRegistrar } from '#modules/domains/registrars/at-registrar.ts';
import { domainFor } from '#modules/domains/visible.ts';
import { beginChange, heldDomain } from './change.ts';
import { changeDnssec } from './change-dnssec.ts';
import { dnssecColumn } from './dnssec.ts';
import { DnsKeyInput, DsRecordInput, readDnssec } from './dnssec-input.ts';

/** Above any number of records that a registry takes. */
const MOST = 10;
const few = z.array(z.unknown()).max(MOST, `must be ${MOST} at most`).nullish();

/** The longest that XML Schema's `int` says (RFC 5910, 5). */
const LONGEST = 2_147_483_647;

command('updateDomainDnssec', {
  description:
    'Sign the delegation of a domain at its registry with these DS records or keys and no others; without any it becomes unsigned. A domain that is not registered yet is registered with them.',
  permission: 'domains:manage',
  nulls: { dsRecords: [], keys: [], maxSignatureLifetime: null },
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain whose delegation is signed.',
    }),
    dsRecords: t.field({
      type: [DsRecordInput],
      description: 'DS records of the delegation, at most 10.',
      validate: few,
    }),
    keys: t.field({
      type: [DnsKeyInput],
      description: 'Keys instead of DS records, for registries that take those; at most 10.',
      validate: few,
    }),
    maxSignatureLifetime: t.int({
      description:
        "How long the registry's signatures are to hold, in seconds. Omitted: as the registry has it.",
      validate: z.number().int().min(1, 'must be positive').max(LONGEST).nullish(),
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'REGISTRAR_NOT_ACTIVE',
    'REGISTRAR_OPERATION_MISSING',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domainId, ...provided }) => {
    const id = keyOf(domainId);
    const dnssec = readDnssec(work, provided);
    const shape = {
      status: true,
      clientId: true,
      tld: { select: registrarShape },
      ...registrarShape,
    };
    const { status, clientId, registrar, tld } = await domainFor(work, id, shape);
    if (status === 'PENDING') {
      requireDnssec(work, requireRegistrar(work.app, registrar ?? tld?.registrar ?? null));
      await work.tx.domain.update({ where: { id }, data: dnssecColumn(dnssec) });
      work.announce('domain.dnssecChanged', { domainId: id, clientId });
      return { domainId: id };
    }
    const domain = await heldDomain(work, id);
    requireDnssec(work, domain.registrar);
    await beginChange(work, changeDnssec, domain, { domainId: id, name: domain.name, dnssec });
    return { domainId: id };
  },
  payload: domainPayload,
});

function requireDnssec({ fail }: Work, { supports }: Registrar): void {
  if (!supports.has('setDnssec')) fail('REGISTRAR_OPERATION_MISSING');
}
