import { loopback, type Loopback, type LoopbackReply } from '#providers/contract/loopback.ts';

type Domain = Record<string, string | number | boolean>;

/** The stand-in with what it holds. */
export interface ConnectResellerProgram extends Loopback {
  domains: Map<string, Domain>;
}

const JUNE_2027 = Date.UTC(2027, 5, 24);

/**
 * ConnectReseller, after API_Document.pdf (https://resources.connectreseller.com, sections named
 * below) and the official WHMCS module
 * (https://github.com/dev-cr/registrar-module-whmcs, connectreseller.php). Always GET and HTTP 200,
 * the platform's outcome in `responseMsg.statusCode`; what the document does not know is 404.
 *
 * bulkDomainCheck A.2 · domainorder A.7 (ns1 to ns4, `msgCode` of the registry) · TransferOrder A.8
 * · syncTransfer A.10 · RenewalOrder A.11 (`responseData.statusCode` is the registry's: the module
 * demands 1000) · ViewDomain A.13 · UpdateNameServer A.15 (13 at most) · ManageDomainPrivacy-
 * Protection A.18 · ManageTheftProtection A.20 · ViewEPPCode A.21 · ManageDNSRecords A.22 ·
 * updatecontact A.27 · AddRegistrantContact B.1 (its answer shows no number) · ViewRegistrant B.3 ·
 * registrantsearchlist B.4 · resendRegistrantMail B.5 · AddClient C.1 · ViewClient C.3 · child name
 * servers D.1, D.2, D.4, D.5 · availablefund F.1
 */
export function connectResellerProgram(): Promise<ConnectResellerProgram> {
  const domains = new Map<string, Domain>();
  const transfers = new Map<string, string>();
  const clients = new Map<string, number>([['carol@example.org', 21459]]);
  const contacts: URLSearchParams[] = [];
  const hosts: { hostname: string; ipAddress: string }[] = [];
  const open = (websiteName: string, customerId: string) => {
    domains.set(websiteName, {
      domainNameId: 5000 + domains.size,
      websiteName,
      websiteId: 70,
      expirationDate: JUNE_2027,
      Status: 'Active',
      isThiefProtected: false,
      nameserver1: 'NS1.host.test',
      customerId,
      registrantContactId: 'OR_0',
      adminContactId: 'OR_0',
      technicalContactId: 'OR_0',
      billingContactId: 'OR_0',
    });
  };
  open('held.com', '21459');
  contacts.push(new URLSearchParams());
  const program = loopback(({ path, query }) => {
    if (query.get('APIKey') !== 'secret-key')
      return { body: { statusCode: 401, responseText: 'Invalid API Key.' } };
    const operation = path.split('/').at(-1) ?? '';
    const name = query.get('Websitename') ?? query.get('websiteName') ?? '';
    const domain = domains.get(name);
    switch (operation) {
      case 'bulkDomainCheck':
        return good(
          (query.get('websiteNames') ?? '').split(',').map((websiteName) => ({
            websiteName,
            domainType: websiteName === 'gold.com' ? 'Premium' : 'Standard',
            available: !domains.has(websiteName),
          })),
        );
      case 'ViewClient': {
        const clientId = clients.get(query.get('UserName') ?? '');
        return clientId ? good({ clientId }) : bad(400, 'Client not available');
      }
      case 'AddClient':
        clients.set(query.get('UserName') ?? '', 30000);
        return good({ clientId: 30000 });
      case 'domainorder': {
        if (domain) return bad(400, 'Domain is already registered.');
        const unknown = [...query.keys()].find((key) => !orderParams.has(key));
        if (unknown) return bad(400, `Unknown parameter ${unknown}.`);
        if (name.endsWith('.us') && query.get('isUs') !== '1') return bad(400, 'isUs is required.');
        open(name, query.get('Id') ?? '');
        for (const place of [1, 2, 3, 4])
          domains.get(name)![`nameserver${place}`] = query.get(`ns${place}`) ?? '';
        return good({
          name,
          msgCode: 1000,
          msg: 'Command completed successfully',
          expiryDate: JUNE_2027,
        });
      }
      case 'TransferOrder':
        // The module demands 200 of `responseData` as well; what it says else, nobody documents.
        if (query.get('Authcode') === 'refused')
          return good({ statusCode: 400, message: 'Domain is locked at its registrar' });
        transfers.set(name, 'Waiting for approval');
        if (query.get('Authcode') === 'wrong')
          return good({ responseMsg: { statusCode: 400, message: 'Authcode is invalid' } });
        return good({ responseMsg: { statusCode: 200, message: 'Waiting for approval' } });
      case 'syncTransfer': {
        const status = transfers.get(query.get('domainName') ?? '');
        return status ? good({ Status: status, Reason: null }) : bad(404, 'No transfer');
      }
      case 'ViewEPPCode':
        return { body: 'aB3$x{"' };
      case 'AddRegistrantContact':
        contacts.push(query);
        return good({ statusCode: 200, message: 'Contact Added' });
      case 'registrantsearchlist': {
        const all = contacts.flatMap((form, id) => {
          const email = form.get('EmailAddress') ?? '';
          const isIt =
            form.get('Id') === query.get('clientId') &&
            email.includes(query.get('searchQuery') ?? '');
          return isIt
            ? [{ registrantContactId: id, emailaddress: email, Name: form.get('Name') }]
            : [];
        });
        return { body: { totalCount: all.length, records: all } };
      }
      case 'ViewRegistrant':
        return good(showContact(contacts[Number(query.get('RegistrantContactId'))]));
      case 'availablefund':
        return raw(
          '{"responseMsg":{"message":"Available Fund","statusCode":0},"responseData":12.50}',
        );
      case 'getchildnameservers':
        return good(hosts);
      case 'ManageDNSRecords':
      case 'ManageDomainPrivacyProtection':
      case 'resendRegistrantMail':
        return good({ responseMsg: { statusCode: 200, message: 'Done' } });
    }
    if (!domain) return bad(404, 'Domain not found in our records');
    return change(operation, query, domain, hosts);
  });
  return program.then((running) => ({ ...running, domains }));
}

function change(
  operation: string,
  query: URLSearchParams,
  domain: Domain,
  hosts: { hostname: string; ipAddress: string }[],
): LoopbackReply {
  const hostname = query.get('hostName') ?? '';
  const find = (key: string) =>
    hosts.findIndex((host) => host.hostname === hostname && host.ipAddress === query.get(key));
  switch (operation) {
    case 'ViewDomain':
      return good(domain);
    case 'RenewalOrder': {
      if (domain['Status'] === 'Pending Delete Restorable')
        return good({
          statusCode: 2105,
          message: 'Object is not eligible for renewal',
          expiryDate: null,
        });
      const date = new Date(Number(domain['expirationDate']));
      const years = Number(query.get('Duration'));
      domain['expirationDate'] = date.setUTCFullYear(date.getUTCFullYear() + years);
      return good({
        statusCode: 1000,
        message: 'Command completed successfully',
        expiryDate: domain['expirationDate'],
        domainName: domain['websiteName'],
      });
    }
    case 'UpdateNameServer':
      for (const [key, value] of query)
        if (key.startsWith('nameServer')) domain[key.toLowerCase()] = value;
      if (query.get('nameServer1') === 'bad.host')
        return good({ msg: 'Host bad.host is not linked', msgCode: 2303 });
      return good({ msg: 'Command completed successfully', msgCode: 1000 });
    case 'ManageTheftProtection':
      domain['isThiefProtected'] = query.get('isTheftProtection') === 'true';
      return good({ responseMsg: { statusCode: 200, message: 'Done' } });
    case 'updatecontact':
      for (const role of ['registrant', 'admin', 'technical', 'billing'])
        domain[`${role}ContactId`] = `OR_${query.get(`${role}ContactId`)}`;
      return good({ statusCode: 200, message: 'Done' });
    case 'AddChildNameServer':
      if (find('ipAddress') >= 0) return badHost(2302, 'Object exists');
      hosts.push({ hostname, ipAddress: query.get('ipAddress') ?? '' });
      return good({ statusCode: 200 });
    case 'ModifyChildNameServerIP':
      hosts[find('oldIpAddress')]!.ipAddress = query.get('newIpAddress') ?? '';
      return good({ statusCode: 200 });
    case 'DeleteChildNameServer':
      if (find('ipAddress') < 0) return badHost(2303, 'Object does not exist');
      hosts.splice(find('ipAddress'), 1);
      return good({ statusCode: 200 });
  }
  return { status: 404, body: 'no such operation' };
}

/** A.7 and A.7.1. */
const orderParams = new Set(
  (
    'APIKey ProductType Websitename Duration IsWhoisProtection ns1 ns2 ns3 ns4 Id isEnablePremium ' +
    'lang isUs appPurpose nexusCategory'
  ).split(' '),
);

function showContact(form: URLSearchParams | undefined) {
  return {
    Name: form?.get('Name'),
    emailaddress: form?.get('EmailAddress'),
    companyName: form?.get('CompanyName'),
    address: form?.get('Address'),
    city: form?.get('City'),
    stateName: form?.get('StateName'),
    countryName: form?.get('CountryName'),
    zip: form?.get('Zip'),
    phoneNo_cc: form?.get('PhoneNo_cc'),
    phoneNo: form?.get('PhoneNo'),
  };
}

function good(responseData: unknown): LoopbackReply {
  return { body: { responseMsg: { statusCode: 200, message: 'Success' }, responseData } };
}

function bad(statusCode: number, message: string): LoopbackReply {
  return { body: { responseMsg: { statusCode, message }, responseData: null } };
}

/** What the module reads of a refusal for a child name server: the registry's code in `msgCode`. */
function badHost(msgCode: number, message: string): LoopbackReply {
  return { body: { responseMsg: { statusCode: 400, message }, responseData: { msgCode } } };
}

function raw(body: string): LoopbackReply {
  return { body };
}
