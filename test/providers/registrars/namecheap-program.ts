/*
 * Namecheap's API after https://www.namecheap.com/support/api/methods/ (parameters, samples and error
 * numbers on each command's page) and the responses in the tests of its official client
 * https://github.com/namecheap/go-namecheap-sdk. One address, posted; HTTP is 200 but for 405, which
 * is "too many". A command that the document does not have is refused with 1010102.
 */
import { loopback, type Loopback, type LoopbackReply } from '#providers/contract/loopback.ts';

interface Row {
  expires: string;
  status: string;
  nameservers: string[];
  contacts: Record<string, Record<string, string>>;
  locked: boolean;
  privacy: string;
}

/** A Namecheap on 127.0.0.1. */
export interface NamecheapProgram extends Loopback {
  domains: Map<string, Row>;
  transfers: { domain: string; list: string; status: string }[];
  hosts: Map<string, string>;
  /** Names whose registration takes time. */
  slow: Set<string>;
  /** Registrations that take time, and are shown by no command until they are through. */
  waiting: Map<string, Row>;
}

/** Extensions whose registrations take time, as getTldList says. */
const slowTlds = new Set(['es', 'eu']);

/** As on the page of getTldList, and as in the tests of the official client: two spellings. */
const TLDS = `<Tlds>
  <Tld Name="com" NonRealTimeDomain="false" MinRegisterYears="1" MaxRegisterYears="10" IsApiRegisterable="true">.com domain</Tld>
  <Tld Name="es" NonRealTime="true" MinRegisterYears="1" MaxRegisterYears="5" IsApiRegisterable="true" Type="CCTLD">Spain</Tld>
  <Tld Name="eu" NonRealTimeDomain="true" MinRegisterYears="1" MaxRegisterYears="10" IsApiRegisterable="true">.eu domain</Tld>
</Tlds>`;

const person = {
  FirstName: 'John',
  LastName: 'Smith',
  OrganizationName: 'NameCheap.com',
  Address1: '8939 S.cross Blvd',
  City: 'Phoenix',
  StateProvince: 'AZ',
  PostalCode: '85284',
  Country: 'US',
  Phone: '+1.6613102107',
  EmailAddress: 'john@example.com',
};

export const namecheapRow = (more: Partial<Row> = {}): Row => ({
  expires: '06/24/2027',
  status: 'Ok',
  nameservers: ['dns1.name-servers.com', 'dns2.name-servers.com'],
  contacts: { Registrant: person, Tech: person, Admin: person, AuxBilling: person },
  locked: false,
  privacy: 'NotAlloted',
  ...more,
});

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function envelope(status: string, errors: string, command: string, result: string): LoopbackReply {
  return {
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?>
<ApiResponse Status="${status}" xmlns="http://api.namecheap.com/xml.response">
  ${errors ? `<Errors>${errors}</Errors>` : '<Errors />'}<Warnings />
  <RequestedCommand>${command}</RequestedCommand>
  <CommandResponse Type="${command}">${result}</CommandResponse>
  <Server>PHX01SBAPIEXT06</Server><GMTTimeDifference>--4:00</GMTTimeDifference><ExecutionTime>0.4</ExecutionTime>
</ApiResponse>`,
  };
}

const bad = (number: number, text: string) =>
  envelope('ERROR', `<Error Number="${number}">${text}</Error>`, '', '');

export async function namecheapProgram(): Promise<NamecheapProgram> {
  const state = {
    domains: new Map([['held.com', namecheapRow()]]),
    transfers: [],
    hosts: new Map(),
    slow: new Set<string>(),
    waiting: new Map(),
  };
  const program: NamecheapProgram = await loopback(({ method, path, form }) => {
    if (method !== 'POST' || path !== '/xml.response') return { status: 404, body: 'Not found' };
    const a = Object.fromEntries(form);
    if (a['ApiUser'] !== 'apiexample' || a['ApiKey'] !== 'secret-key' || !a['UserName'])
      return bad(1011102, 'API Key is invalid or API access has not been enabled');
    if (a['ClientIp'] !== '192.168.1.109') return bad(1011150, 'Invalid request IP');
    const command = a['Command'] ?? '';
    const answer = carryOut(program, command, a);
    return typeof answer === 'string' ? envelope('OK', '', command, answer) : answer;
  }).then((one) => Object.assign(one, state));
  return program;
}

const attributes = (values: Record<string, unknown>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escape(String(value))}"`)
    .join(' ');

type Input = Record<string, string>;

function carryOut(program: NamecheapProgram, command: string, a: Input): string | LoopbackReply {
  const { domains } = program;
  const domain = a['DomainName'] ?? (a['SLD'] ? `${a['SLD']}.${a['TLD']}` : '');
  const row = domains.get(domain);
  switch (command) {
    case 'namecheap.domains.check': {
      const names = (a['DomainList'] ?? '').split(',');
      if (names.length > 50)
        return bad(2011169, 'Only 50 domains are allowed in a single check command');
      return names
        .map((name) => {
          const isPremium = name === 'gold.com';
          return `<DomainCheckResult ${attributes({
            Domain: name,
            Available: !domains.has(name),
            ErrorNo: name.endsWith('.bad') ? 2030280 : 0,
            Description: '',
            IsPremiumName: isPremium,
            PremiumRegistrationPrice: isPremium ? '206.7000' : 0,
            PremiumRenewalPrice: isPremium ? '30.0000' : 0,
            PremiumRestorePrice: 0,
            PremiumTransferPrice: 0,
            IcannFee: 0,
            EapFee: 0,
          })} />`;
        })
        .join('');
    }
    case 'namecheap.domains.create':
      return create(program, domain, a);
    case 'namecheap.domains.getTldList':
      return TLDS;
    case 'namecheap.domains.transfer.create':
      if (a['Years'] !== '1' || !a['EPPCode']) return bad(2011170, 'EPPCode is required');
      program.transfers.push({ domain, list: 'INPROGRESS', status: 'Awaiting EPP code' });
      return `<DomainTransferCreateResult DomainName="${domain}" TransferID="123456" StatusID="11" OrderID="987654" TransactionID="112233" ChargedAmount="10.87" />`;
    case 'namecheap.domains.transfer.getList': {
      const found = program.transfers.filter(
        (one) => one.list === a['ListType'] && one.domain.includes(a['SearchTerm'] ?? ''),
      );
      return `<TransferGetListResult>${found
        .map(
          (one) =>
            `<Transfer TransferID="101" DomainName="${one.domain}" User="acct" TransferDate="05/20/2026" OrderID="9001" StatusID="5" Status="${one.status}" />`,
        )
        .join(
          '',
        )}</TransferGetListResult><Paging><TotalItems>${found.length}</TotalItems></Paging>`;
    }
    case 'namecheap.users.getBalances':
      return `<UserGetBalancesResult Currency="USD" AvailableBalance="4932.96" AccountBalance="4932.96" EarnedAmount="381.70" WithdrawableAmount="1243.36" FundsRequiredForAutoRenew="0.00" />`;
    case 'namecheap.whoisguard.enable':
    case 'namecheap.whoisguard.disable': {
      const isOn = command.endsWith('enable');
      if (isOn && !a['ForwardedToEmail']) return bad(2011331, 'ForwardedToEmail is required');
      const [name, guarded] = [...domains].find(([, one]) => one.privacy !== 'NotAlloted') ?? [];
      if (a['WhoisguardID'] !== '53536' || !guarded) return bad(2011331, 'WhoisguardID is invalid');
      guarded.privacy = isOn ? 'True' : 'False';
      return `<Whoisguard${isOn ? 'Enable' : 'Disable'}Result DomainName="${name}" IsSuccess="true" />`;
    }
  }
  if (domain === 'other.com') {
    if (command === 'namecheap.domains.getInfo')
      return `<DomainGetInfoResult ID="1706717" DomainName="other.com" OwnerName="else" IsOwner="false" IsPremium="false"><DomainDetails><CreatedDate>11/26/2021</CreatedDate><NumYears>0</NumYears></DomainDetails></DomainGetInfoResult>`;
    return bad(2016166, 'Domain is not associated with your account');
  }
  if (!row) return bad(2019166, 'Domain not found');
  return held(program, command, domain, row, a);
}

const later = (date: string, years: string | undefined) =>
  `${date.slice(0, 6)}${Number(date.slice(6)) + Number(years)}`;

function held(
  program: NamecheapProgram,
  command: string,
  domain: string,
  row: Row,
  a: Input,
): string | LoopbackReply {
  switch (command) {
    case 'namecheap.domains.getInfo':
      return `<DomainGetInfoResult Status="${row.status}" ID="313319" DomainName="${domain}" OwnerName="apisample" IsOwner="true" IsPremium="false">
        <DomainDetails><CreatedDate>04/23/2016</CreatedDate><ExpiredDate>${row.expires}</ExpiredDate><NumYears>1</NumYears></DomainDetails><LockDetails />
        <Whoisguard Enabled="${row.privacy}"><ID>${row.privacy === 'NotAlloted' ? 0 : 53536}</ID></Whoisguard>
        <DnsDetails ProviderType="CUSTOM" IsUsingOurDNS="false" HostCount="2" EmailType="FWD" DynamicDNSStatus="false" IsFailover="false">${row.nameservers.map((one) => `<Nameserver>${one}</Nameserver>`).join('')}</DnsDetails>
      </DomainGetInfoResult>`;
    case 'namecheap.domains.renew':
      if (row.status === 'Expired')
        return bad(2020166, 'Domain has expired.Please reactivate your domain');
      row.expires = later(row.expires, a['Years']);
      return `<DomainRenewResult DomainName="${domain}" DomainID="151378" Renew="true" OrderID="109116" TransactionID="119569" ChargedAmount="9.5600"><DomainDetails><ExpiredDate>${row.expires.replace(/^0/, '')} 11:31:13 AM</ExpiredDate><NumYears>0</NumYears></DomainDetails></DomainRenewResult>`;
    case 'namecheap.domains.reactivate':
      if (row.status !== 'Expired')
        return bad(2020166, 'Domain does not meet the expiration date for reactivation');
      Object.assign(row, { status: 'Ok', expires: later(row.expires, a['YearsToAdd']) });
      return `<DomainReactivateResult Domain="${domain}" IsSuccess="true" ChargedAmount="650.0000" OrderID="23569" TransactionID="25080" />`;
    case 'namecheap.domains.getContacts':
      return `<DomainContactsResult Domain="${domain}" domainnameid="30586">${Object.entries(
        row.contacts,
      )
        .map(
          ([role, fields]) =>
            `<${role} ReadOnly="false">${Object.entries(fields)
              .map(([name, value]) => `<${name}>${escape(value)}</${name}>`)
              .join('')}</${role}>`,
        )
        .join('')}</DomainContactsResult>`;
    case 'namecheap.domains.setContacts': {
      const contacts = contactsIn(a);
      if (typeof contacts === 'string') return bad(2015267, contacts);
      row.contacts = contacts;
      return `<DomainSetContactResult Domain="${domain}" IsSuccess="true" />`;
    }
    case 'namecheap.domains.dns.getList':
      return `<DomainDNSGetListResult Domain="${domain}" IsUsingOurDNS="false">${row.nameservers.map((one) => `<Nameserver>${one}</Nameserver>`).join('')}</DomainDNSGetListResult>`;
    case 'namecheap.domains.dns.setCustom':
      row.nameservers = (a['Nameservers'] ?? '').split(',');
      return `<DomainDNSSetCustomResult Domain="${domain}" Updated="true" />`;
    case 'namecheap.domains.getRegistrarLock':
      return `<DomainGetRegistrarLockResult Domain="${domain}" RegistrarLockStatus="${row.locked}" />`;
    case 'namecheap.domains.setRegistrarLock':
      row.locked = a['LockAction'] === 'LOCK';
      return `<DomainSetRegistrarLockResult Domain="${domain}" IsSuccess="true" />`;
  }
  const host = a['Nameserver'] ?? '';
  const done = (name: string) =>
    `<DomainNS${name}Result Domain="${domain}" Nameserver="${host}" IsSuccess="true" />`;
  if (command === 'namecheap.domains.ns.getInfo') {
    const ip = program.hosts.get(host);
    if (!ip) return bad(3031510, 'Error From Enom when Errorcount != 0');
    return `<DomainNSInfoResult Domain="${domain}" Nameserver="${host}" IP="${ip}"><NameserverStatuses><Status>OK</Status><Status>Linked</Status></NameserverStatuses></DomainNSInfoResult>`;
  }
  if (command === 'namecheap.domains.ns.create') {
    // ns.create: 3031510 "Error response from Enom when the error count is not 0".
    if (program.hosts.has(host)) return bad(3031510, 'Nameserver exists');
    program.hosts.set(host, a['IP'] ?? '');
    return done('Create');
  }
  if (command === 'namecheap.domains.ns.update') {
    if (program.hosts.get(host) !== a['OldIP']) return bad(3031510, 'OldIP does not match');
    program.hosts.set(host, a['IP'] ?? '');
    return done('Update');
  }
  if (command === 'namecheap.domains.ns.delete') {
    program.hosts.delete(host);
    return done('Delete');
  }
  return bad(1010102, 'Parameter Command is invalid');
}

const roles = ['Registrant', 'Tech', 'Admin', 'AuxBilling'];
const required =
  'FirstName LastName Address1 City StateProvince PostalCode Country Phone EmailAddress'.split(' ');

/** The four contacts, or which field is missing. */
function contactsIn(a: Input): Row['contacts'] | string {
  const contacts: Row['contacts'] = {};
  for (const role of roles) {
    for (const field of required)
      if (!a[role + field]) return `Parameter ${role}${field} is Missing`;
    if (!/^\+\d{1,3}\.\d+$/.test(a[`${role}Phone`] ?? '')) return `${role}Phone is Invalid`;
    const own = Object.entries(a).filter(([name]) => name.startsWith(role));
    contacts[role] = Object.fromEntries(
      own.map(([name, value]) => [name.slice(role.length), value]),
    );
  }
  return contacts;
}

function create(program: NamecheapProgram, domain: string, a: Input): string | LoopbackReply {
  const contacts = contactsIn(a);
  if (typeof contacts === 'string') return bad(2015267, contacts);
  if (program.domains.has(domain)) return bad(3019166, 'Domain not available');
  if (domain === 'gold.com' && a['PremiumPrice'] !== '206.7000')
    return bad(2515623, 'Premium price is not correct');
  if (domain.startsWith('xn--') && !a['IdnCode']) return bad(2011280, 'IdnCode is required');
  const isSlow = program.slow.has(domain) || slowTlds.has(domain.slice(domain.indexOf('.') + 1));
  const nameservers = (a['Nameservers'] ?? 'dns1.registrar-servers.com').split(',');
  const row = namecheapRow({ contacts, nameservers, expires: later('11/30/2026', a['Years']) });
  (isSlow ? program.waiting : program.domains).set(domain, row);
  return `<DomainCreateResult ${attributes({
    Domain: domain,
    Registered: !isSlow,
    ChargedAmount: '20.3600',
    DomainID: 9007,
    OrderID: 196074,
    TransactionID: 380716,
    WhoisguardEnable: false,
    NonRealTimeDomain: isSlow,
  })} />`;
}
