import { z } from 'zod';
import { command } from '#schema/command.ts';
import { domainIdOf, domainPayload } from '#modules/domains/domain-payload.ts';
import { DomainBy } from '#modules/domains/domains.ts';
import { beginTransfer } from './transferring.ts';

command('domainTransfer', {
  legacy: 'DomainTransfer',
  description:
    'Start the transfer of a domain to the company at its registrar. The transfer takes days. What the customer has not paid is charged to the funds of a reseller that makes the call, once.',
  permission: 'domains:write',
  input: (t) => ({
    domain: t.field({ type: DomainBy, required: true, description: 'The domain to transfer.' }),
    eppCode: t.field({
      type: 'Secret',
      description: 'EPP code from the losing registrar. Default: the stored code.',
      validate: z.string().trim().max(255).nullish(),
    }),
    nameservers: t.stringList({
      description: "Name servers for the domain, two to five. Default: the domain's own.",
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send the client an email about the transfer. Default: true.',
    }),
  }),
  errors: [
    'CREDIT_INSUFFICIENT',
    'PRICE_MISSING',
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
