import type { Contacts } from '#providers/registrars/domain-data.ts';
import type { Work } from '#schema/work.ts';
import { beginChange, type HeldDomain } from './change.ts';
import { changeNameservers } from './change-nameservers.ts';
import { beginContacts, type ContactEdit } from './edit-contacts.ts';
import { readNameservers } from './nameservers.ts';
import { beginAddHost, beginMoveHost, beginRemoveHost } from './private-nameserver.ts';

/** What the owner of a domain fills in. */
export interface ActionForm {
  nameservers?: readonly string[] | null | undefined;
  hostname?: string | null | undefined;
  ipAddress?: string | null | undefined;
  contacts?: readonly ContactEdit[] | null | undefined;
  /** Who is named on the domain at its registrar now. */
  shown: Contacts | null;
}

type OwnAction = (work: Work, domain: HeldDomain, form: ActionForm) => Promise<unknown>;

function needed<Value>({ fail }: Work, field: string, value: Value | null | undefined): Value {
  if (value === null || value === undefined || value === '')
    return fail('BAD_INPUT', `${field}: is required.`, { field });
  return value;
}

const hostIn = (work: Work, { hostname, ipAddress }: ActionForm) => ({
  hostname: needed(work, 'hostname', hostname),
  ipAddress: needed(work, 'ipAddress', ipAddress),
});

/** What every registrar's domains have, by the action's name. */
export const ownActions: ReadonlyMap<string, OwnAction> = new Map<string, OwnAction>([
  [
    'setNameservers',
    (work, domain, form) => {
      const { domainId, name } = domain;
      const nameservers = readNameservers(needed(work, 'nameservers', form.nameservers));
      return beginChange(work, changeNameservers, domain, { domainId, name, nameservers });
    },
  ],
  [
    'setContacts',
    (work, domain, { contacts, shown }) =>
      beginContacts(work, domain, needed(work, 'contacts', contacts), shown),
  ],
  [
    'createPrivateNameserver',
    (work, domain, form) => beginAddHost(work, domain, hostIn(work, form)),
  ],
  [
    'updatePrivateNameserver',
    (work, domain, form) => beginMoveHost(work, domain, hostIn(work, form)),
  ],
  [
    'deletePrivateNameserver',
    (work, domain, { hostname }) =>
      beginRemoveHost(work, domain, needed(work, 'hostname', hostname)),
  ],
]);
