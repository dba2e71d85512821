import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import type {
  Contacts,
  Dnssec,
  RegisterOrder,
  RenewOrder,
} from '#providers/registrars/domain-data.ts';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';

/** Hands a piece of work to a person. Secrets stay out of it: they stand at the domain. */
const byPerson = (account: { instructions?: string }, what: string): Promise<never> =>
  Promise.reject(
    new ProviderError('MANUAL', [what, account.instructions?.trim()].filter(Boolean).join(' ')),
  );

const years = (count: number) => `${count} ${count === 1 ? 'year' : 'years'}`;

const who = ({ registrant: { firstName, lastName, company } }: Contacts) =>
  [`${firstName} ${lastName}`, company].filter(Boolean).join(', ');

const answersIn = ({ answers = {}, idnLanguage }: Partial<RegisterOrder>) => {
  const all = Object.entries({ ...answers, ...(idnLanguage && { idnLanguage }) });
  return all.length
    ? ` Answers: ${all.map(([name, text]) => `${name} = ${text}`).join(', ')}.`
    : '';
};

const recordsIn = ({ dsRecords, keys }: Dnssec) =>
  [
    ...dsRecords.map((one) =>
      ['DS', one.keyTag, one.algorithm, one.digestType, one.digest].join(' '),
    ),
    ...keys.map((one) => ['key', one.flags, one.protocol, one.algorithm, one.publicKey].join(' ')),
  ].join('; ');

const renewal = (verb: string, { domain, years: count, expiresOn }: RenewOrder) =>
  `${verb} ${domain} for ${years(count)}, which runs until ${expiresOn}.`;

const switched = (enabled: boolean) => (enabled ? 'on' : 'off');

/**
 * No registrar: what is ordered or changed is put before a person, who does it wherever the company
 * buys and says by `resolveTask` that it was done, and until when the domain runs, or that it was not.
 */
export default defineProvider({
  kind: 'registrar',
  name: 'manual',
  title: 'Manual',
  docs: [],
  settings: z.object({
    instructions: setting.optional('Note for staff with each order, e.g. where to buy'),
  }),
  capabilities: {
    register: 'none needed: a person does it',
    transfer: 'none needed: a person does it',
    renew: 'none needed: a person does it',
    restore: 'none needed: a person does it',
    setNameservers: 'none needed: a person does it',
    setLock: 'none needed: a person does it',
    setContacts: 'none needed: a person does it',
    createPrivateNameserver: 'none needed: a person does it',
    updatePrivateNameserver: 'none needed: a person does it',
    deletePrivateNameserver: 'none needed: a person does it',
    setDns: 'none needed: a person does it',
    setEmailForwarding: 'none needed: a person does it',
    setIdProtection: 'none needed: a person does it',
    setDnssec: 'none needed: a person does it',
    findOrder: 'none needed: a person does it',
  },
  connect: (account) => {
    const ask = (what: string) => byPerson(account, what);
    return {
      register: (order) =>
        ask(
          `Register ${order.domain} for ${years(order.years)} for ${who(order.contacts)}, with the name servers ${order.nameservers.join(', ')}.${answersIn(order)}${order.dnssec ? ` Signed with: ${recordsIn(order.dnssec)}.` : ''}`,
        ),
      transfer: (order) =>
        ask(
          `Transfer ${order.domain} here for ${who(order.contacts)}; the code stands at the domain.${answersIn(order)}`,
        ),
      renew: (order) => ask(renewal('Renew', order)),
      restore: (order) => ask(renewal('Restore and renew', order)),
      setNameservers: (domain, names) =>
        ask(`Set the name servers of ${domain} to ${names.join(', ')}.`),
      setLock: (domain, locked) => ask(`${locked ? 'Lock' : 'Unlock'} ${domain}.`),
      setContacts: (domain, contacts) =>
        ask(
          `Set the ${Object.keys(contacts).join(', ')} contact of ${domain} to what is stored at the domain.`,
        ),
      createPrivateNameserver: (domain, { hostname, addresses }) =>
        ask(`Add the name server ${hostname} of ${domain} with ${addresses.join(', ')}.`),
      updatePrivateNameserver: (domain, { hostname, addresses }) =>
        ask(
          `Set the address of the name server ${hostname} of ${domain} to ${addresses.join(', ')}.`,
        ),
      deletePrivateNameserver: (domain, { hostname }) =>
        ask(`Delete the name server ${hostname} of ${domain}.`),
      setDns: (domain, enabled) => ask(`Switch DNS hosting of ${domain} ${switched(enabled)}.`),
      setEmailForwarding: (domain, enabled) =>
        ask(`Switch email forwarding of ${domain} ${switched(enabled)}.`),
      setIdProtection: (domain, enabled) =>
        ask(`Switch ID protection of ${domain} ${switched(enabled)}.`),
      setDnssec: (domain, dnssec) =>
        ask(`Sign the delegation of ${domain} with: ${recordsIn(dnssec) || 'nothing any more'}.`),
      findOrder: ({ kind, domain }) => ask(`Find out what became of the ${kind} of ${domain}.`),
    };
  },
});
