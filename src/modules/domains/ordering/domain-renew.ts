import { command } from '#schema/command.ts';
import { domainIdOf, domainPayload } from '#modules/domains/domain-payload.ts';
import { DomainBy } from '#modules/domains/domains.ts';
import { beginRenewal } from './renewal.ts';

command('domainRenew', {
  legacy: 'DomainRenew',
  description:
    'Renew a domain at its registrar. What the customer has not paid is charged to the funds of a reseller that makes the call, once.',
  permission: 'domains:write',
  input: (t) => ({
    domain: t.field({ type: DomainBy, required: true, description: 'The domain to renew.' }),
    years: t.int({
      description: "Number of years to renew for. Default: the domain's usual period.",
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send the client an email about the renewal. Default: true.',
    }),
  }),
  errors: [
    'CREDIT_INSUFFICIENT',
    'PRICE_MISSING',
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_BUSY',
    'DOMAIN_YEARS_INVALID',
    'DOMAIN_EXPIRY_UNKNOWN',
    'TLD_PERIOD_NOT_OFFERED',
    'TLD_VOUCHER_MISSING',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domain, years, sendEmail }) => {
    const domainId = await domainIdOf(work, domain);
    if (typeof years === 'number') {
      const offered = await work.tx.tldPrice.findMany({
        where: { action: 'RENEW', tld: { domains: { some: { id: domainId } } } },
        distinct: ['years'],
        select: { years: true },
      });
      const inRange = years >= 1 && years <= 10;
      if (inRange && offered.length && !offered.some((price) => price.years === years))
        work.fail('TLD_PERIOD_NOT_OFFERED', undefined, { field: 'years' });
    }
    await beginRenewal(work, { domainId, years: years ?? null, sendEmail: sendEmail ?? true });
    return { domainId };
  },
  payload: domainPayload,
});
