import { ProviderError } from '#core/provider-error.ts';
import type { DomainContact } from '#generated/prisma/client.ts';
import type { ContactData, Contacts } from '#providers/registrars/domain-data.ts';
import { type ChangeInput, domainChange } from '#modules/domains/changes/change.ts';
import {
  contactOf,
  type DomainContactData,
  type Role,
  roles,
} from '#modules/domains/changes/contacts.ts';

interface ContactsInput extends ChangeInput {
  /** The roles that change, in our books' columns: what they are to be, or only what changes. */
  people: Partial<Record<Role, Partial<DomainContactData>>>;
}

/** Gives a domain other people at its registrar; roles that are not named keep theirs. */
export const changeContacts = domainChange<ContactsInput>({
  kind: 'domain.contacts',
  async send(registrar, { name, people }, call) {
    const named = roles.flatMap(([role, key]) => {
      const person = people[role];
      return person ? [[key, contactOf(person as DomainContact)] as [string, ContactData]] : [];
    });
    if (named.length === 0) throw new ProviderError('NOT_SENT', 'Nobody is named.');
    return registrar.setContacts(name, Object.fromEntries(named) as Partial<Contacts>, call);
  },
  async after({ tx, announce }, { domainId, people }, { words }) {
    for (const [role] of roles) {
      const person = people[role];
      if (!person) continue;
      await tx.domainContact.upsert({
        where: { domainId_role: { domainId, role } },
        create: { ...person, domainId, role },
        update: person,
      });
    }
    const [row] = await tx.domain.updateManyAndReturn({
      where: { id: domainId },
      data: { statusMessage: words },
      select: { clientId: true },
    });
    if (row) announce('domain.contactsChanged', { domainId, clientId: row.clientId });
  },
});
