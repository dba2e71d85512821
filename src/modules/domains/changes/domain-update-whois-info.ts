import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { heldDomain } from './change.ts';
import { beginContacts, contactEdits, contactsShown, DomainContactInput } from './edit-contacts.ts';

command('domainUpdateWhoisInfo', {
  legacy: 'DomainUpdateWhoisInfo',
  description:
    'Change the contacts of a domain (WHOIS data), at its registrar and in the stored data.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain whose contacts are changed.',
    }),
    contacts: t.field({
      type: [DomainContactInput],
      required: true,
      description: 'Contacts to change; each role at most once.',
      validate: contactEdits,
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_CONTACT_INVALID',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  prepare: (context, { domainId }) => contactsShown(context, keyOf(domainId)),
  run: async (work, { domainId, contacts }, shown) => {
    const domain = await heldDomain(work, keyOf(domainId));
    await beginContacts(work, domain, contacts, shown);
    return { domainId: domain.domainId };
  },
  payload: domainPayload,
});
