import { z } from 'zod';
import { command } from '#schema/command.ts';
import { domainIdOf, domainPayload } from '#modules/domains/domain-payload.ts';
import { DomainBy } from '#modules/domains/domains.ts';
import { beginTransfer } from './transferring.ts';

command('domainTransfer', {
  legacy: 'DomainTransfer',
  description: 'Start the transfer of a domain to us at its registrar. It takes days.',
  permission: 'domains:write',
  input: (t) => ({
    domain: t.field({ type: DomainBy, required: true, description: 'Which one.' }),
    eppCode: t.field({
      type: 'Secret',
      description: 'The code of the losing registrar; the one stored when left out.',
      validate: z.string().trim().max(255).nullish(),
    }),
    nameservers: t.stringList({
      description: "Two to five name servers; the domain's own when left out.",
    }),
    sendEmail: t.boolean({ defaultValue: true, description: 'Write to the client about it.' }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_EPP_REQUIRED',
    'DOMAIN_TAKEN',
    'NAMESERVERS_REQUIRED',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domain, eppCode, nameservers, sendEmail }) => {
    const domainId = await domainIdOf(work, domain);
    await beginTransfer(work, {
      domainId,
      eppCode: eppCode ?? null,
      nameservers: nameservers ?? [],
      sendEmail: sendEmail ?? true,
    });
    return { domainId };
  },
  payload: domainPayload,
});
