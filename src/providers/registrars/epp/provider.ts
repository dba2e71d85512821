import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { defineProvider } from '#providers/define.ts';
import { countdown, listOf, pick } from '#providers/registrars/answers.ts';
import type { Availability } from '#providers/registrars/domain-data.ts';
import type { Limit } from '#providers/registrars/registrar.ts';
import { setting } from '#providers/settings.ts';
import { textIn } from '#providers/registrars/xml.ts';
import * as changes from './changes.ts';
import { type EppAccount, sendEpp } from './client.ts';
import { heldDomain, readDomain, stateOf } from './domains.ts';
import { askFees, premiumsIn } from './fees.ts';
import { acknowledgeMessage, nextMessage } from './messages.ts';
import { findEppOrder, registerDomain, renewDomain, requestTransfer } from './orders.ts';
import { restoreDomain } from './restore.ts';
import { objectOf } from './xml.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'epp',
  title: 'Registry by EPP',
  docs: [
    'https://www.rfc-editor.org/rfc/rfc5730',
    'https://www.rfc-editor.org/rfc/rfc5731',
    'https://www.rfc-editor.org/rfc/rfc5732',
    'https://www.rfc-editor.org/rfc/rfc5733',
    'https://www.rfc-editor.org/rfc/rfc5734',
    'https://www.rfc-editor.org/rfc/rfc3915',
    'https://www.rfc-editor.org/rfc/rfc5910',
    'https://www.rfc-editor.org/rfc/rfc8748',
    'https://www.rfc-editor.org/rfc/rfc9154',
  ],
  settings: z.object({
    host: setting.text('Host of the EPP server'),
    port: z.coerce
      .number()
      .int()
      .min(1)
      .max(65_535)
      .default(700)
      .meta({ title: 'Port', default: '700' }),
    clientId: setting.text('Client id'),
    password: setting.secret('Password'),
    certificate: setting.area('Certificate of the client (PEM)').optional().meta({
      title: 'Certificate of the client (PEM)',
      control: 'textarea',
    }),
    key: setting.secretArea('Key of the certificate (PEM)').optional().meta({
      title: 'Key of the certificate (PEM)',
      control: 'textarea',
      secret: true,
    }),
    caPem: setting.area('Certificate authority of the server (PEM)').optional().meta({
      title: 'Certificate authority of the server (PEM)',
      control: 'textarea',
    }),
    sessions: z.coerce
      .number()
      .int()
      .min(1)
      .max(20)
      .default(2)
      .meta({ title: 'Sessions at once', default: '2' }),
    hosts: setting.choice('Name servers are', ['objects', 'attributes'], 'objects'),
    hasContacts: setting.flag('The registry has contacts', true),
  }),
  capabilities: {
    availability: 'RFC 5731, 3.1.1; premium prices RFC 8748, 5.1.1, where the registry has them',
    register: 'RFC 5731, 3.2.1; RFC 5732, RFC 5733',
    transfer: 'RFC 5731, 3.2.4',
    renew: 'RFC 5731, 3.2.3',
    restore: 'RFC 3915, 4.2.5: request and report; then RFC 5731, 3.2.3',
    getNameservers: 'RFC 5731, 3.1.2',
    setNameservers: 'RFC 5731, 3.2.5; RFC 5732, 3.2.1',
    getLock: 'RFC 5731, 2.3: clientTransferProhibited',
    setLock: 'RFC 5731, 3.2.5: clientTransferProhibited',
    eppCode: 'RFC 5731, 3.1.2; RFC 9154 where it is not shown',
    getContacts: 'RFC 5733, 3.1.2',
    setContacts: 'RFC 5733, 3.2.1; RFC 5731, 3.2.5',
    listPrivateNameservers: 'RFC 5732, 3.1.2',
    createPrivateNameserver: 'RFC 5732, 3.2.1',
    updatePrivateNameserver: 'RFC 5732, 3.2.5',
    deletePrivateNameserver: 'RFC 5732, 3.2.2',
    getDnssec: 'RFC 5910, 5.1.2',
    setDnssec: 'RFC 5910, 5.2.1 and 5.2.5, where the registry has it',
    sync: 'RFC 5731, 3.1.2; RFC 3915, 3.1; RFC 5910, 5.1.2',
    nextMessage: 'RFC 5730, 2.9.2.3',
    acknowledgeMessage: 'RFC 5730, 2.9.2.3',
    findOrder: 'RFC 5731, 3.1.2, 3.1.3',
  },
  connect: (account) => ({
    availability: (names, limit) => check(account, names, limit),
    register: (order, call) => registerDomain(account, order, call),
    transfer: (order, call) => requestTransfer(account, order, call),
    renew: (order, call) => renewDomain(account, order, call),
    restore: (order, call) => restoreDomain(account, order, call),
    findOrder: (trace, limit) => findEppOrder(account, trace, limit),
    sync: async (domain, limit) =>
      stateOf(account, await readDomain(account, domain, countdown(limit?.timeoutMs)())),
    getNameservers: async (domain, limit) =>
      (await heldDomain(account, domain, countdown(limit?.timeoutMs)())).nameservers,
    setNameservers: (domain, names, call) =>
      changes.setEppNameservers(account, domain, names, call),
    getLock: (domain, limit) => changes.isLocked(account, domain, limit),
    setLock: (domain, locked, call) => changes.setEppLock(account, domain, locked, call),
    eppCode: (domain, limit) => changes.readAuthCode(account, domain, limit),
    getContacts: (domain, limit) => changes.readContacts(account, domain, limit),
    setContacts: (domain, contacts, call) =>
      changes.setEppContacts(account, domain, contacts, call),
    getDnssec: async (domain, limit) => {
      const held = await heldDomain(account, domain, countdown(limit?.timeoutMs)());
      if (held.dnssec) return held.dnssec;
      throw new ProviderError('REFUSED', 'The registry does not offer DNSSEC.');
    },
    setDnssec: (domain, dnssec, call) => changes.setEppDnssec(account, domain, dnssec, call),
    nextMessage: (limit) => nextMessage(account, limit),
    acknowledgeMessage: (id, limit) => acknowledgeMessage(account, id, limit),
    listPrivateNameservers: (domain, limit) => changes.listHosts(account, domain, limit),
    createPrivateNameserver: (_domain, host, call) =>
      changes.changeHost(account, 'create', host, call),
    updatePrivateNameserver: (_domain, host, call) =>
      changes.changeHost(account, 'update', host, call),
    deletePrivateNameserver: (_domain, host, call) =>
      changes.changeHost(account, 'delete', host, call),
  }),
});

async function check(
  account: EppAccount,
  names: readonly string[],
  limit?: Limit,
): Promise<Availability[]> {
  const object = objectOf('domain', 'check', { name: names });
  const left = countdown(limit?.timeoutMs);
  const command = { name: 'check', object, extensions: [askFees] };
  const { data, extension } = await sendEpp(account, command, left());
  const premiums = premiumsIn(extension);
  const told = new Map(
    listOf(pick(pick(data, 'chkData'), 'cd')).map((one) => {
      const name = pick(one, 'name');
      const isFree = /^(1|true)$/.test(textIn(pick(name, '@avail')) ?? '');
      return [textIn(name)?.toLowerCase(), isFree ? 'available' : 'unavailable'] as const;
    }),
  );
  return names.map((name) => ({
    name: name.toLowerCase(),
    status: told.get(name.toLowerCase()) ?? 'unknown',
    premium: false,
    ...premiums.get(name.toLowerCase()),
  }));
}
