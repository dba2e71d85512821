import { command } from '#schema/command.ts';
import { domainIdOf, domainPayload } from '#modules/domains/domain-payload.ts';
import { DomainBy } from '#modules/domains/domains.ts';
import { beginRegistration } from './registration.ts';

command('domainRegister', {
  legacy: 'DomainRegister',
  description:
    'Register a domain that waits for it at its registrar. Asked twice, the registrar is sent one order.',
  permission: 'domains:write',
  input: (t) => ({
    domain: t.field({ type: DomainBy, required: true, description: 'Which one.' }),
    nameservers: t.stringList({
      description: "Two to five name servers; the domain's own when left out.",
    }),
    sendEmail: t.boolean({ defaultValue: true, description: 'Write to the client about it.' }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_TAKEN',
    'DOMAIN_NAME_INVALID',
    'DOMAIN_YEARS_INVALID',
    'DOMAIN_FIELD_MISSING',
    'IDN_LANGUAGE_INVALID',
    'NAMESERVERS_REQUIRED',
    'NAMESERVER_INVALID',
    'REGISTRAR_NOT_ACTIVE',
    'TLD_VOUCHER_MISSING',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domain, nameservers, sendEmail }) => {
    const domainId = await domainIdOf(work, domain);
    await beginRegistration(work, {
      domainId,
      nameservers: nameservers ?? [],
      sendEmail: sendEmail ?? true,
    });
    return { domainId };
  },
  payload: domainPayload,
});
