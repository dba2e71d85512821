import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { toDay } from '#core/dates.ts';
import type { Prisma, SandboxDomain } from '#generated/prisma/client.ts';
import type {
  Availability,
  ChangeReceipt,
  DomainState,
} from '#providers/registrars/domain-data.ts';
import { capabilitiesOf, type Capabilities } from '#providers/capabilities.ts';
import { defineProvider } from '#providers/define.ts';
import type { KeyedCall, Limit, RegistrarOperations } from '#providers/registrars/registrar.ts';
import type { App } from '#schema/app.ts';
import { faultOfName, plannedFault, withFault } from './faults.ts';
import {
  asJson,
  requests,
  sandboxContactsOf,
  sandboxDnssecOf,
  eppBox,
  domainAddonsOf,
  held,
  holding,
  hostsOf,
  isHeld,
  premiumPrices,
} from './holding.ts';
import { findOrder, register, renew, requireContacts, restore, transfer } from './orders.ts';

/** The sandbox's own actions, beside the common ones. */
const actions = [
  { name: 'resendVerification', label: 'Send the registrant verification e-mail again' },
  { name: 'transferAway', label: 'Let another registrar take the domain over' },
];

const done: ChangeReceipt = { state: 'done' };

/**
 * The registrar that lives in the database, so that every path works without an account anywhere.
 * Names provoke faults (`shop-slow.com`; see `faults.ts`), `-taken` names are held by somebody,
 * `-premium` names cost more, `-pending` registrations and all transfers take days.
 */
export const sandboxRegistrar = (app: App) =>
  defineProvider({
    kind: 'registrar',
    name: 'sandbox',
    title: 'Sandbox',
    docs: [],
    settings: z.object({}),
    testSettings: {},
    // It has no queue: nothing happens in it that was not asked for.
    capabilities: Object.fromEntries(
      capabilitiesOf.registrar
        .filter((name) => name !== 'nextMessage' && name !== 'acknowledgeMessage')
        .map((name) => [name, 'lives in our database']),
    ) as Capabilities<'registrar'>,
    connect: () => ({
      ...orders(app),
      ...questions(app),
      ...changes(app),
      ...hostChanges(app),
      customActions: actions,
    }),
  });

type Operations = Partial<RegistrarOperations>;

const orders = (app: App): Operations => ({
  availability: (names, limit) => Promise.all(names.map((name) => availability(app, name, limit))),
  register: (order, change) => register(app, order, change),
  transfer: (order, change) => transfer(app, order, change),
  renew: (order, change) => renew(app, order, change),
  restore: (order, change) => restore(app, order, change),
  findOrder: (trace) => findOrder(app, trace),
  sync: (domain, limit) => sync(app, domain, limit),
  balance: async () => ({ amount: '1000.00', currency: 'USD' }),
});

/** Asks about a domain that is held, with the fault somebody put up for it. */
async function ask<T>(
  app: App,
  operation: string,
  domain: string,
  limit: Limit | undefined,
  read: (row: SandboxDomain) => T | Promise<T>,
): Promise<T> {
  const fault = await plannedFault(app.db, operation, domain);
  const answer = async () => read(await held(app.db, domain));
  return withFault(fault, answer, { ...limit, readOnly: true });
}

const questions = (app: App): Operations => ({
  getNameservers: (domain, limit) =>
    ask(app, 'getNameservers', domain, limit, ({ nameservers }) => nameservers),
  getLock: (domain, limit) => ask(app, 'getLock', domain, limit, ({ isLocked }) => isLocked),
  getContacts: (domain, limit) => ask(app, 'getContacts', domain, limit, sandboxContactsOf),
  getDnssec: (domain, limit) => ask(app, 'getDnssec', domain, limit, sandboxDnssecOf),
  listPrivateNameservers: (domain, limit) => ask(app, 'listHosts', domain, limit, hostsOf),
  eppCode: (domain, limit) =>
    ask(app, 'eppCode', domain, limit, async (row) => {
      const box = eppBox(app, domain);
      const eppCodeEncrypted = row.eppCodeEncrypted || box.fresh();
      if (!row.eppCodeEncrypted)
        await app.db.sandboxDomain.update({ where: { name: domain }, data: { eppCodeEncrypted } });
      return box.open(eppCodeEncrypted);
    }),
});

/** Changes a domain that is held, with the fault somebody put up for it or its name asks for. */
async function alter(
  app: App,
  operation: string,
  domain: string,
  { timeoutMs }: KeyedCall,
  write: (row: SandboxDomain) => Prisma.SandboxDomainUpdateInput,
): Promise<ChangeReceipt> {
  const fault = (await plannedFault(app.db, operation, domain)) ?? faultOfName(domain);
  const act = async () => {
    const row = await held(app.db, domain);
    await app.db.sandboxDomain.update({ where: { name: domain }, data: write(row) });
    return done;
  };
  return withFault(fault, act, timeoutMs === undefined ? {} : { timeoutMs });
}

const records = (row: SandboxDomain, change: object) => ({
  records: asJson({ ...domainAddonsOf(row), ...change }),
});

const changes = (app: App): Operations => ({
  setNameservers: (domain, nameservers, change) =>
    alter(app, 'setNameservers', domain, change, () => ({ nameservers: [...nameservers] })),
  setLock: (domain, isLocked, change) =>
    alter(app, 'setLock', domain, change, () => ({ isLocked })),
  setDnssec: (domain, dnssec, change) =>
    alter(app, 'setDnssec', domain, change, () => ({ dnssec: asJson(dnssec) })),
  setContacts: (domain, contacts, change) =>
    alter(app, 'setContacts', domain, change, (row) => {
      const people = { ...sandboxContactsOf(row), ...contacts };
      requireContacts(people);
      return { contacts: asJson(people) };
    }),
  setDns: (domain, dns, change) =>
    alter(app, 'setDns', domain, change, (row) => records(row, { dns })),
  setEmailForwarding: (domain, emailForwarding, change) =>
    alter(app, 'setEmailForwarding', domain, change, (row) => records(row, { emailForwarding })),
  setIdProtection: (domain, idProtection, change) =>
    alter(app, 'setIdProtection', domain, change, () => ({ idProtection })),
  runCustomAction: (action, domain, change) =>
    alter(app, 'runCustomAction', domain, change, (row) => customAction(action, row)),
});

const hostChanges = (app: App): Operations => ({
  createPrivateNameserver: (domain, host, change) =>
    alter(app, 'addHost', domain, change, (row) => {
      if (hostsOf(row).some(({ hostname }) => hostname === host.hostname))
        throw new ProviderError('REFUSED', 'There is such a host already.');
      return { hosts: asJson([...hostsOf(row), host]) };
    }),
  updatePrivateNameserver: (domain, { hostname, addresses }, change) =>
    alter(app, 'updateHost', domain, change, (row) => {
      const others = hostsOf(row).filter((host) => host.hostname !== hostname);
      if (others.length === hostsOf(row).length)
        throw new ProviderError('REFUSED', 'There is no such host.');
      return { hosts: asJson([...others, { hostname, addresses }]) };
    }),
  deletePrivateNameserver: (domain, { hostname }, change) =>
    alter(app, 'deleteHost', domain, change, (row) => ({
      hosts: asJson(hostsOf(row).filter((host) => host.hostname !== hostname)),
    })),
});

function customAction(action: string, row: SandboxDomain): Prisma.SandboxDomainUpdateInput {
  if (action === 'resendVerification') return {};
  if (action !== 'transferAway')
    throw new ProviderError('REFUSED', 'Registrar Function Not Supported');
  if (row.isLocked) throw new ProviderError('REFUSED', 'The domain is locked.');
  return { status: 'transferredAway' };
}

async function availability(app: App, provided: string, limit?: Limit): Promise<Availability> {
  const name = provided.toLowerCase();
  const unknown: Availability = { name, status: 'unknown', premium: false };
  const act = async (): Promise<Availability> => {
    const taken = requests(name, 'taken') || isHeld(await holding(app.db, name));
    const premium = requests(name, 'premium');
    const status = taken ? 'unavailable' : 'available';
    return { name, status, premium, ...(premium && { prices: premiumPrices }) };
  };
  const fault = (await plannedFault(app.db, 'availability', name)) ?? faultOfName(name);
  try {
    const answer = await withFault(fault, act, { ...limit, readOnly: true });
    return fault?.fault === 'unknown' ? unknown : answer;
  } catch (error) {
    if (error instanceof ProviderError) return unknown;
    throw error;
  }
}

const states: Readonly<Record<string, DomainState['status']>> = {
  active: 'active',
  pendingTransfer: 'pending',
  redemption: 'redemption',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  transferredAway: 'transferredAway',
};

async function sync(app: App, domain: string, limit?: Limit): Promise<DomainState> {
  const fault = await plannedFault(app.db, 'sync', domain);
  const act = async (): Promise<DomainState> => {
    const row = await holding(app.db, domain);
    const status = row ? states[row.status] : undefined;
    if (!row || !status) return { status: 'absent', expiresOn: null, nameservers: null };
    const { nameservers } = row;
    return { status, expiresOn: toDay(row.expiresAt), nameservers, dnssec: sandboxDnssecOf(row) };
  };
  return withFault(fault, act, { ...limit, readOnly: true });
}
