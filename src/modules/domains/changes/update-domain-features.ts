import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginChange, heldDomain } from './change.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { changeFeatures, ensureSupported, type Features, namedFeatures } from './features.ts';

command('updateDomainFeatures', {
  description:
    'Switch DNS hosting, email forwarding or ID protection of a domain on or off at its registrar.',
  permission: 'domains:write',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain whose features are switched.',
    }),
    dnsManagement: t.boolean({ description: "Whether the domain's DNS is hosted." }),
    emailForwarding: t.boolean({ description: "Whether the domain's email is forwarded." }),
    idProtection: t.boolean({
      description: "Whether the owner's data is kept out of the public directory.",
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  nulls: {},
  run: async (work, { domainId, ...provided }) => {
    const domain = await heldDomain(work, keyOf(domainId));
    const features: Features = Object.fromEntries(
      Object.entries(provided).filter(([, value]) => typeof value === 'boolean'),
    );
    ensureSupported(work, domain, features);
    const { domainId: id, name } = domain;
    if (namedFeatures(features).length)
      await beginChange(work, changeFeatures, domain, { domainId: id, name, ...features });
    return { domainId: id };
  },
  payload: domainPayload,
});
