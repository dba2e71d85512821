/*
 * Enom's reseller API after https://api.enom.com/docs (getdomaininfo, purchase, extend, extend-rgp,
 * GetExpiredDomains, tp-get-order, tp-get-orders-by-domain, getidncodes …), the older pages at
 * https://www.enom.com/api/API%20topics/, and the responses in the tests of
 * https://github.com/bensie/enom. One address; HTTP is 200; `ErrCount` says how it went.
 */
import { loopback, type Loopback, type LoopbackReply } from '#providers/contract/loopback.ts';

interface Row {
  expires: string;
  status: string;
  nameservers: string[];
  contacts: Record<string, Record<string, string>>;
  locked: boolean;
  /** ID Protect: null where it was not bought. */
  privacy: boolean | null;
}

/** An Enom on 127.0.0.1. */
export interface EnomProgram extends Loopback {
  domains: Map<string, Row>;
  transfers: { id: number; domain: string; date: string; status: number; words: string }[];
  hosts: Map<string, string>;
  /** How a purchase is answered: by RRPCode and order status. */
  purchase: { code: string; status: string };
  /** Purchases that are not carried out in real time: not in the account until they are through. */
  waiting: Map<string, Row>;
}

/** "Domains that do not register in real time (including com.au, .sg and others)" (GetDomainStatus). */
const isSlow = ({ TLD = '' }: Input): boolean => /^(sg|com\.au)$/.test(TLD);
const ORDER = '162373942';

const person = {
  FirstName: 'John',
  LastName: 'Doe',
  OrganizationName: 'Reseller Documents Inc.',
  JobTitle: 'President',
  Address1: '111 Main Street',
  City: 'Hometown',
  StateProvince: 'WA',
  PostalCode: '99999',
  Country: 'US',
  Phone: '+1.5555555555',
  Fax: '+1.5555555556',
  EmailAddress: 'john@example.com',
};

export const enomRow = (more: Partial<Row> = {}): Row => ({
  expires: '6/24/2027 5:23:00 PM',
  status: 'Registered',
  nameservers: ['dns1.name-services.com', 'dns2.name-services.com'],
  contacts: { Registrant: person, Admin: person, Tech: person, AuxBilling: {} },
  locked: false,
  privacy: null,
  ...more,
});

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const envelope = (a: Input, inner: string, errors: string[] = []): LoopbackReply => ({
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="utf-8"?>
<interface-response>${inner}<Command>${a['command']?.toUpperCase()}</Command><Language>eng</Language><ErrCount>${errors.length}</ErrCount>${
    errors.length
      ? `<errors>${errors.map((text, at) => `<Err${at + 1}>${escape(text)}</Err${at + 1}>`).join('')}</errors>`
      : ''
  }<ResponseCount>0</ResponseCount><MinPeriod>1</MinPeriod><MaxPeriod>10</MaxPeriod><Server>RESELLERTEST</Server><Site>eNom</Site><IsLockable>True</IsLockable><IsRealTimeTLD>${isSlow(a) ? 'False' : 'True'}</IsRealTimeTLD><TimeDifference>+08.00</TimeDifference><ExecTime>0.344</ExecTime><Done>true</Done><debug><![CDATA[]]></debug></interface-response>`,
});

class Refusal extends Error {}
const bad = (...words: string[]): never => {
  throw new Refusal(words.join('\n'));
};

type Input = Record<string, string>;

export async function enomProgram(): Promise<EnomProgram> {
  const state: Omit<EnomProgram, keyof Loopback> = {
    domains: new Map([['held.com', enomRow()]]),
    transfers: [],
    hosts: new Map(),
    purchase: { code: '200', status: 'Success' },
    waiting: new Map(),
  };
  const program: EnomProgram = await loopback(({ method, path, form }) => {
    if (method !== 'POST' || path !== '/interface.asp') return { status: 404, body: 'Not found' };
    const a = Object.fromEntries(form);
    const command = a['command'] ?? '';
    try {
      if (a['uid'] !== 'resellid' || a['pw'] !== 'secret-token' || a['responsetype'] !== 'xml')
        bad('Bad User name or Password');
      return envelope(a, carryOut(program, command.toLowerCase(), a));
    } catch (error) {
      if (error instanceof Refusal) return envelope(a, '', error.message.split('\n'));
      throw error;
    }
  }).then((one) => Object.assign(one, state));
  return program;
}

const ok = '<RRPCode>200</RRPCode><RRPText>Command completed successfully</RRPText>';

const later = (date: string, years: string | undefined): string =>
  date.replace(/\d{4}/, (year) => String(Number(year) + Number(years)));

function carryOut(program: EnomProgram, command: string, a: Input): string {
  const { domains } = program;
  const domain = a['DomainName'] ?? (a['SLD'] ? `${a['SLD']}.${a['TLD']}` : '');
  switch (command) {
    case 'check':
      return check(program, domain, a['DomainList']?.split(','));
    case 'pe_getpremiumpricing': {
      if (a['ProductType'] !== 'Register') bad('Invalid ProductType');
      const asked = Object.keys(a).filter((name) => /^SLD\d+$/.test(name));
      return `<results>${asked
        .map((name) => {
          const one = `${a[name]}.${a[name.replace('SLD', 'TLD')]}`;
          const isPremium = one === 'gold.com';
          const price = isPremium ? '230.00' : '0.00';
          return `<result><Domain>${one}</Domain><IsPremium>${isPremium}</IsPremium><IsEAP>false</IsEAP><ICANNFees/><Price>${price}</Price><RegistrationFee>${price}</RegistrationFee><EAPFee>0.00</EAPFee></result>`;
        })
        .join('')}</results>`;
    }
    case 'purchase':
      return purchase(program, domain, a);
    case 'getdomainstatus': {
      const isHere = domains.has(domain);
      const orderId = isHere || program.waiting.has(domain) ? ORDER : '';
      return `<DomainStatus><DomainName>${domain}</DomainName><InAccount>${isHere ? 1 : 0}</InAccount><StatusDesc>${isHere ? 'in' : 'not in'} our database</StatusDesc><ExpDate></ExpDate><OrderID>${orderId}</OrderID></DomainStatus>`;
    }
    case 'tp_createorder': {
      if (a['DomainCount'] !== '1' || !a['AuthInfo1']) bad('Transfer key is missing');
      const one = {
        id: 175614452,
        domain: `${a['SLD1']}.${a['TLD1']}`,
        date: '9/7/2026 10:59:21 AM',
      };
      program.transfers.push({ ...one, status: 9, words: 'Awaiting auto verification' });
      return `<success>True</success>${transferOrder(program.transfers.at(-1)!)}<success>True</success>`;
    }
    case 'tp_getordersbydomain': {
      const orders = program.transfers.filter((one) => one.domain === domain);
      if (!orders.length) bad('There are no transfer order details');
      return `${orders
        .map(
          (one) =>
            `<TransferOrder><transferorderid>${one.id}</transferorderid><loginid>resellid</loginid><orderdate>${one.date}</orderdate><orderstatus>Processing</orderstatus><statusid>4</statusid></TransferOrder>`,
        )
        .join('')}<ordercount>${orders.length}</ordercount>`;
    }
    case 'tp_getorder': {
      const order = program.transfers.find((one) => String(one.id) === a['TransferOrderID']);
      return order ? transferOrder(order) : bad('Transfer Order does not exist.');
    }
    case 'getexpireddomains': {
      const past = [...domains].filter(([, row]) => row.status !== 'Registered');
      return `${past
        .map(
          ([name, row]) =>
            `<DomainDetail><DomainName>${name}</DomainName><DomainNameID>152139242</DomainNameID><status>${row.status}</status><expiration-date>${row.expires}</expiration-date><lockstatus>Locked</lockstatus></DomainDetail>`,
        )
        .join('')}<domaincount>${past.length}</domaincount>`;
    }
    case 'getbalance':
      return '<Reseller>1</Reseller><Balance>3,709.20</Balance><AvailableBalance>3,669.40</AvailableBalance><DomainCount>74</DomainCount>';
  }
  if (/^(register|update|delete)nameserver$/.test(command)) return hostCommand(program, command, a);
  const row = domains.get(domain) ?? bad('Domain name not found');
  return held(command, domain, row, a);
}

function transferOrder({ id, domain, date, status, words }: EnomProgram['transfers'][number]) {
  const [sld, tld] = domain.split('.');
  return `<transferorder><transferorderid>${id}</transferorderid><orderdate>${date}</orderdate><ordertypeid>1</ordertypeid><ordertypedesc>Auto Verification</ordertypedesc><statusid>4</statusid><statusdesc>Processing</statusdesc><authamount>8.95</authamount><version>1</version><transferorderdetail><transferorderdetailid>77455163</transferorderdetailid><sld>${sld}</sld><tld>${tld}</tld><statusid>${status}</statusid><statusdesc>${words}</statusdesc><price>8.95</price><usecontacts>1</usecontacts></transferorderdetail><transferorderdetailcount>1</transferorderdetailcount></transferorder>`;
}

function check({ domains }: EnomProgram, domain: string, list?: string[]): string {
  const codeOf = (name: string) =>
    name.endsWith('.bad')
      ? '<RRPCode>723</RRPCode><RRPText>Unable to process</RRPText>'
      : domains.has(name)
        ? '<RRPCode>211</RRPCode><RRPText>Domain not available</RRPText>'
        : '<RRPCode>210</RRPCode><RRPText>Domain available</RRPText>';
  if (!list) return `<DomainName>${domain}</DomainName>${codeOf(domain)}<AuctionDate/>`;
  if (list.length > 30) bad('Too many domains');
  return `${list.map((name) => `<Domain>${name}</Domain>${codeOf(name)}`).join('')}<DomainCount>${list.length}</DomainCount>`;
}

const roles = ['Registrant', 'Admin', 'Tech', 'AuxBilling'];
const required =
  'FirstName LastName Address1 City StateProvince PostalCode Country EmailAddress Phone'.split(' ');

function contactIn(a: Input, role: string): Record<string, string> {
  for (const field of required) if (!a[role + field]) bad(`${role} ${field} is required`);
  if (a[`${role}OrganizationName`] && (!a[`${role}JobTitle`] || !a[`${role}Fax`]))
    bad(`${role}JobTitle and ${role}Fax are required`);
  if (!/^\+\d{1,3}\.\d+$/.test(a[`${role}Phone`] ?? '')) bad(`${role}Phone is invalid`);
  const own = Object.entries(a).filter(([name]) => name.startsWith(role));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(role.length), value]));
}

const serversIn = (a: Input): string[] =>
  Object.keys(a)
    .filter((name) => /^NS\d+$/.test(name))
    .map((name) => a[name]!);

function purchase(program: EnomProgram, domain: string, a: Input): string {
  const contacts = Object.fromEntries(roles.map((role) => [role, contactIn(a, role)]));
  if (program.domains.has(domain)) bad('Domain name not available');
  if (domain === 'gold.com' && a['CustomerSuppliedPrice'] !== '230.00')
    bad('CustomerSuppliedPrice does not match');
  if (domain.startsWith('xn--') && !a['IDNCode']) bad('IDNCode is required');
  const { code, status } = program.purchase;
  const isDone = code === '200' && status === 'Success';
  const row = enomRow({
    contacts,
    nameservers: serversIn(a),
    expires: later('11/30/2026 8:00:00 AM', a['NumYears']),
    status: isDone ? 'Registered' : 'Processing',
  });
  (isSlow(a) ? program.waiting : program.domains).set(domain, row);
  const expires = isDone ? `${2026 + Number(a['NumYears'])}-11-30 08:00:00.000` : '';
  return `<OrderID>${ORDER}</OrderID><DomainInfo><RegistryCreateDate></RegistryCreateDate><RegistryExpDate>${expires}</RegistryExpDate></DomainInfo><TotalCharged>18.5</TotalCharged><RegistrantPartyID></RegistrantPartyID><OrderStatus>${status}</OrderStatus><OrderDescription>It is ${status.toLowerCase()}</OrderDescription><RRPCode>${code}</RRPCode><RRPText>Command completed successfully - 162373942</RRPText>`;
}

function hostCommand({ hosts }: EnomProgram, command: string, a: Input): string {
  const name = a['NSName'] ?? a['NS'] ?? '';
  if (command === 'registernameserver') {
    if (a['Add'] !== 'true' || !a['IP']) bad('Add is required');
    hosts.set(name, a['IP']!);
  } else if (command === 'updatenameserver') {
    if (hosts.get(name) !== a['OldIP'])
      bad('Nameserver registration failed due to error 541: Parameter value policy error;');
    hosts.set(name, a['NewIP']!);
  } else if (!hosts.delete(name))
    bad('Nameserver registration failed due to error 545: Object does not exist');
  return `<RegisterNameserver><RegistrarLock>ACTIVE</RegistrarLock><NsSuccess>1</NsSuccess></RegisterNameserver>${ok}`;
}

function held(command: string, domain: string, row: Row, a: Input): string {
  const done = `<Extension>successful</Extension><DomainName>${domain}</DomainName><OrderID>157609742</OrderID>`;
  switch (command) {
    case 'getdomaininfo': {
      const [sld, tld] = domain.split('.');
      const dns = row.nameservers.map((one) => `<dns>${one}</dns>`).join('');
      return `<GetDomainInfo><domainname sld="${sld}" tld="${tld}" domainnameid="340724808">${domain}</domainname><multy-langSLD></multy-langSLD><status><expiration>${row.expires}</expiration><escrowliftdate/><escrowhold/><deletebydate>${row.expires}</deletebydate><registrar>eNom, Inc.</registrar><registrationstatus>${row.status}</registrationstatus><purchase-status>Paid</purchase-status><belongs-to party-id="{CF869235}">resellid</belongs-to></status><ParkingEnabled>False</ParkingEnabled><services><entry name="dnsserver"><enomDNS value="YES" isDotName="NO"/><service changable="1">1006</service><configuration changable="0" type="dns">${dns}</configuration></entry><entry name="wpps"><service changable="1">1123</service></entry></services></GetDomainInfo>`;
    }
    case 'extend':
      if (row.status !== 'Registered') bad('Domain is expired');
      row.expires = later(row.expires, a['NumYears']);
      return done + ok;
    case 'extend_rgp':
      return row.status === 'RGP' ? `<DomainRRP>E</DomainRRP>${done}` : bad('Domain is not in RGP');
    case 'updateexpireddomains':
      if (row.status !== 'Expired') bad('Domain is not in Expired status');
      Object.assign(row, { status: 'Registered', expires: later(row.expires, a['NumYears']) });
      return `<ReactivateDomainName><Status>True</Status><OrderID>157609743</OrderID></ReactivateDomainName>`;
    case 'getdns':
      return row.nameservers.map((one) => `<dns>${one}</dns>`).join('');
    case 'modifyns':
      row.nameservers = serversIn(a);
      return `<reg-lock>0</reg-lock><registrar>E</registrar>${ok}`;
    case 'getreglock':
      return `<reg-lock>${row.locked ? 1 : 0}</reg-lock><registrar>E</registrar>${ok}`;
    case 'setreglock': {
      const locked = a['UnlockRegistrar'] === '0';
      if (row.locked === locked) bad(`The domain is already ${locked ? 'locked' : 'unlocked'}`);
      row.locked = locked;
      return `<RegistrarLock>ACTIVE</RegistrarLock><RRPCodeSR>200</RRPCodeSR><RRPText>Command completed successfully</RRPText>`;
    }
    case 'getcontacts':
      return `<GetContacts>${roles
        .map((role) => {
          const fields = Object.entries(row.contacts[role] ?? {});
          const shown = fields.map(
            ([name, value]) => `<${role}${name}>${escape(value)}</${role}${name}>`,
          );
          return `<${role}>${shown.join('') || 'None'}</${role}>`;
        })
        .join('')}<PendingVerification>False</PendingVerification></GetContacts>`;
    case 'contacts': {
      const role =
        roles.find((one) => one.toUpperCase() === a['ContactType']) ?? bad('ContactType');
      row.contacts[role] = contactIn(a, role);
      return ok;
    }
    case 'getwppsinfo':
      return `<GetWPPSInfo><WPPSExists>${row.privacy === null ? 0 : 1}</WPPSExists></GetWPPSInfo>`;
    case 'enableservices':
    case 'disableservices':
      row.privacy = a['Service'] === 'WPPS' && command === 'enableservices';
      return `<Service>wpps</Service><ServiceStatus>${row.privacy ? 'Enabled' : 'Disabled'}</ServiceStatus>`;
  }
  return bad('Command not found');
}
