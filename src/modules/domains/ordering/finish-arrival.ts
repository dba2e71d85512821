import type { Unfinished } from '#providers/registrars/domain-data.ts';
import type { Work } from '#schema/work.ts';
import { registrarShape, requireRegistrar } from '#modules/domains/registrars/at-registrar.ts';
import { beginChange } from '#modules/domains/changes/change.ts';
import { changeContacts } from '#modules/domains/changes/change-contacts.ts';
import { changeNameservers } from '#modules/domains/changes/change-nameservers.ts';
import { type Role, roles } from '#modules/domains/changes/contacts.ts';

/**
 * Sets at the registrar what its order could not carry: the people of the order, name servers
 * beyond those it takes. Each is a change of its own, tried again like any other.
 */
export async function finishArrival(
  work: Work,
  domainId: number,
  unfinished: readonly Unfinished[],
): Promise<void> {
  if (unfinished.length === 0) return;
  const domain = await work.tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: {
      name: true,
      clientId: true,
      ns1: true,
      ns2: true,
      ns3: true,
      ns4: true,
      ns5: true,
      contacts: { omit: { id: true, createdAt: true, updatedAt: true } },
      ...registrarShape,
    },
  });
  const { name, clientId } = domain;
  const registrar = requireRegistrar(work.app, domain.registrar);
  const held = { domainId, name, clientId, registrar };
  if (unfinished.includes('contacts') && registrar.supports.has('setContacts')) {
    // Every role is named: who stands there now came with the registrar's account.
    const registrant = domain.contacts.find(({ role }) => role === 'REGISTRANT');
    const people = roles.flatMap(([role]) => {
      const row = domain.contacts.find((each) => each.role === role) ?? registrant;
      if (!row) return [];
      const {
        domainId: _domain,
        role: _role,
        registrarRef: _ref,
        verifiedAt: _at,
        ...person
      } = row;
      return [[role, person] as const];
    });
    const contacts = Object.fromEntries(people) as Partial<Record<Role, object>>;
    if (registrant)
      await beginChange(work, changeContacts, held, { domainId, name, people: contacts });
  }
  const names = [domain.ns1, domain.ns2, domain.ns3, domain.ns4, domain.ns5].filter(Boolean);
  if (unfinished.includes('nameservers') && names.length >= 2)
    await beginChange(work, changeNameservers, held, { domainId, name, nameservers: names });
}
