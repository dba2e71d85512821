import { dateOf } from '#providers/registrars/answers.ts';
import { waiting } from '#test/domains/cast.ts';
import { about, each, keyless, operation, type Press, type Rule } from './kinds-press.ts';
import type { Stage } from './kinds-stage.ts';

interface Named {
  id: number;
  name: string;
  orderId: string;
}

/** How a kind of task about a domain begins, and by which call its registrar knows it. */
interface DomainWork {
  mutation: string;
  input: (domain: Named) => object;
  /** The end of the path of the call that does it. */
  path: string;
  rule: Rule;
  /** Name servers below the domain that are there beforehand. */
  hosts?: boolean;
  needsPerson?: boolean;
}

const byId = ({ id }: Named) => ({ domainId: `Domain:${id}` });
const byName = ({ id }: Named) => ({ domain: { id: `Domain:${id}` } });

const admin = {
  role: 'ADMIN',
  firstName: 'Ada',
  lastName: 'Byron',
  email: 'ada@example.org',
  country: 'GB',
  address1: '2 Low Street',
  city: 'Bath',
  state: 'Somerset',
  postcode: 'BA1',
  phoneNumber: '01225 123456',
};

const host = ({ name }: Named, ipAddress: string) => ({ hostname: `ns1.${name}`, ipAddress });

/** Work on domains that are held; each has domains of its own. */
const held: Readonly<Record<string, DomainWork>> = {
  'domain.renew': {
    mutation: 'domainRenew',
    input: (domain) => ({ ...byName(domain), years: 1 }),
    path: 'domains/renew',
    rule: 'once',
  },
  'domain.nameservers': {
    mutation: 'domainUpdateNameservers',
    input: (domain) => ({ ...byId(domain), nameservers: ['ns3.host.test', 'ns4.host.test'] }),
    path: 'domains/modify-ns',
    rule: 'once',
  },
  'domain.lock': {
    mutation: 'domainUpdateLockingStatus',
    input: (domain) => ({ ...byId(domain), isLocked: true }),
    path: 'domains/enable-theft-protection',
    rule: 'once',
  },
  'domain.contacts': {
    mutation: 'domainUpdateWhoisInfo',
    input: (domain) => ({ ...byId(domain), contacts: [admin] }),
    path: 'domains/modify-contact',
    rule: 'again',
  },
  'domain.features': {
    mutation: 'updateDomainFeatures',
    input: (domain) => ({ ...byId(domain), idProtection: true }),
    path: 'domains/modify-privacy-protection',
    rule: 'again',
  },
  'domain.host.add': {
    mutation: 'createPrivateNameserver',
    input: (domain) => ({ ...byId(domain), ...host(domain, '192.0.2.1') }),
    path: 'domains/add-cns',
    rule: 'once',
  },
  'domain.host.move': {
    mutation: 'updatePrivateNameserver',
    input: (domain) => ({ ...byId(domain), ...host(domain, '192.0.2.2') }),
    path: 'domains/modify-cns-ip',
    rule: 'once',
    hosts: true,
  },
  'domain.host.remove': {
    mutation: 'deletePrivateNameserver',
    input: (domain) => ({ ...byId(domain), hostname: `ns1.${domain.name}` }),
    path: 'domains/delete-cns-ip',
    rule: 'once',
    hosts: true,
  },
  'domain.epp': {
    mutation: 'domainRequestEpp',
    input: byId,
    path: 'domains/details-by-name',
    rule: 'again',
  },
  'domain.sync': {
    mutation: 'syncDomain',
    input: byId,
    path: 'domains/details-by-name',
    rule: 'again',
  },
  'domain.action': {
    mutation: 'runDomainAction',
    input: (domain) => ({ ...byId(domain), action: 'cancelTransfer' }),
    path: 'domains/cancel-transfer',
    rule: 'once',
    needsPerson: true,
  },
};

/** Orders of domains that wait. */
const ordered: Readonly<Record<string, DomainWork>> = {
  'domain.register': {
    mutation: 'domainRegister',
    input: byName,
    path: 'domains/register',
    rule: 'once',
  },
  'domain.transfer': {
    mutation: 'domainTransfer',
    input: (domain) => ({ ...byName(domain), eppCode: 'aB3$x' }),
    path: 'domains/transfer',
    rule: 'once',
  },
};

/** The kinds of tasks about domains. */
export const domainKinds = [...Object.keys(held), ...Object.keys(ordered)];

/** So many pieces of work of each of those kinds. */
export async function domainPresses(stage: Stage, count: number): Promise<Press[]> {
  const presses: Press[] = [];
  for (const [kind, work] of Object.entries(ordered))
    presses.push(
      ...(await each(count, async (place) => {
        const name = `${kind.replace('domain.', '')}${place}.com`;
        const origin = kind === 'domain.transfer' ? 'TRANSFER' : 'REGISTER';
        const id = await waiting(stage.gateway, name, { origin });
        return pressOf(stage, kind, work, { id, name, orderId: '' });
      })),
    );
  for (const [kind, work] of Object.entries(held))
    presses.push(
      ...(await each(count, async (place) => {
        const name = `${kind.replace('domain.', '').replace('.', '-')}${place}.com`;
        return pressOf(stage, kind, work, await holding(stage, name, work.hosts ?? false));
      })),
    );
  return presses;
}

/** Whom the registrar knows as the holder of a domain. */
const registrant = {
  name: 'Kim Killed',
  company: 'N A',
  email: 'kim@example.test',
  'address-line-1': '1 High Street',
  city: 'London',
  state: 'London',
  zipcode: 'N1 1AA',
  country: 'GB',
  'phone-cc': '44',
  phone: '2079460000',
};

/** A domain that its registrar holds and our books say so. */
async function holding(
  { gateway, registrar, db }: Stage,
  name: string,
  hosts: boolean,
): Promise<Named> {
  const { orders } = registrar;
  const sample = orders.get('held.com')!;
  const orderId = String(50_000_000 + orders.size);
  const cns = hosts ? { [`ns1.${name}`]: ['192.0.2.1'] } : {};
  const contact = registrar.addContact(new URLSearchParams(registrant));
  orders.set(name, {
    ...sample,
    orderid: orderId,
    domainname: name,
    cns,
    ns: [...sample.ns],
    contacts: [contact, contact, contact, contact],
  });
  const expiresOn = new Date(dateOf(sample.endtime)!);
  const id = await waiting(gateway, name, {
    status: 'ACTIVE',
    registrarRef: orderId,
    expiresOn,
    nextDueOn: expiresOn,
  });
  if (hosts)
    await db.privateNameserver.create({
      data: { domainId: id, hostname: `ns1.${name}`, ipAddress: '192.0.2.1' },
    });
  return { id, name, orderId };
}

function pressOf(
  { registrar }: Stage,
  kind: string,
  { mutation, input, path, rule, needsPerson = false }: DomainWork,
  domain: Named,
): Press {
  const isAbout = ({ path: seen, form, query }: (typeof registrar.seen)[number]) => {
    const of = [form, query].flatMap((one) => [one.get('domain-name'), one.get('order-id')]);
    const isNamed = of.includes(domain.name) || (domain.orderId && of.includes(domain.orderId));
    return seen.endsWith(`/${path}.json`) && isNamed;
  };
  const calls = () => keyless(registrar.seen.filter(isAbout));
  const send = operation(mutation, input(domain));
  const key = `${kind}-${domain.name}`;
  return { kind, key, send, subject: about('Domain', domain.id), calls, rule, needsPerson };
}
