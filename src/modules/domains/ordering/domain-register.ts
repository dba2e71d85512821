import { command } from '#schema/command.ts';
import { domainIdOf, domainPayload } from '#modules/domains/domain-payload.ts';
import { DomainBy } from '#modules/domains/domains.ts';
import { beginRegistration } from './registration.ts';

command('domainRegister', {
  legacy: 'DomainRegister',
  description:
    'Register a domain that awaits registration, at its registrar. Repeating the call sends the registrar only one order. What the customer has not paid is charged to the funds of a reseller that makes the call, once.',
  permission: 'domains:write',
  input: (t) => ({
    domain: t.field({ type: DomainBy, required: true, description: 'The domain to register.' }),
    nameservers: t.stringList({
      description: "Name servers for the domain, two to five. Default: the domain's own.",
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send the client an email about the registration. Default: true.',
    }),
  }),
  errors: [
    'CREDIT_INSUFFICIENT',
    'PRICE_MISSING',
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
