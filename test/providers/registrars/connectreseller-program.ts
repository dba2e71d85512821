import { loopback, type Loopback, type Reply } from './loopback.ts';

type Domain = Record<string, string | number | boolean>;

const JUNE_2027 = Date.UTC(2027, 5, 24);

/** ConnectReseller's API: always GET, always HTTP 200, the outcome in `responseMsg`. */
export function connectResellerProgram(): Promise<Loopback> {
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
    });
  };
  open('held.com', '21459');
  contacts.push(new URLSearchParams());
  return loopback(({ path, query }) => {
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
      case 'domainorder':
        if (domain) return bad(400, 'Domain is already registered.');
        open(name, query.get('Id') ?? '');
        return good({ name, msgCode: 1000, expiryDate: '2027-06-24' });
      case 'TransferOrder':
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
        return { body: { responseMsg: { statusCode: 200, id: contacts.length - 1 } } };
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
}

function change(
  operation: string,
  query: URLSearchParams,
  domain: Domain,
  hosts: { hostname: string; ipAddress: string }[],
): Reply {
  const hostname = query.get('hostName') ?? '';
  const find = (key: string) =>
    hosts.findIndex((host) => host.hostname === hostname && host.ipAddress === query.get(key));
  switch (operation) {
    case 'ViewDomain':
      return good(domain);
    case 'RenewalOrder': {
      const date = new Date(Number(domain['expirationDate']));
      const years = Number(query.get('Duration'));
      domain['expirationDate'] = date.setUTCFullYear(date.getUTCFullYear() + years);
      return good({ statusCode: 200, expiryDate: domain['expirationDate'] });
    }
    case 'UpdateNameServer':
      for (const [key, value] of query)
        if (key.startsWith('nameServer')) domain[key.toLowerCase()] = value;
      if (query.get('nameServer1') === 'bad.host')
        return good({ responseMsg: { statusCode: 400, message: 'Host bad.host is not linked' } });
      return good({ msg: 'Command completed successfully', msgCode: 1000 });
    case 'ManageTheftProtection':
      domain['isThiefProtected'] = query.get('isTheftProtection') === 'true';
      return good({ responseMsg: { statusCode: 200, message: 'Done' } });
    case 'updatecontact':
      domain['registrantContactId'] = `OR_${query.get('registrantContactId')}`;
      return good({ statusCode: 200, message: 'Done' });
    case 'AddChildNameServer':
      hosts.push({ hostname, ipAddress: query.get('ipAddress') ?? '' });
      return good({ statusCode: 200 });
    case 'ModifyChildNameServerIP':
      hosts[find('oldIpAddress')]!.ipAddress = query.get('newIpAddress') ?? '';
      return good({ statusCode: 200 });
    case 'DeleteChildNameServer':
      hosts.splice(find('ipAddress'), 1);
      return good({ statusCode: 200 });
  }
  return { status: 404, body: 'no such operation' };
}

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

function good(responseData: unknown): Reply {
  return { body: { responseMsg: { statusCode: 200, message: 'Success' }, responseData } };
}

function bad(statusCode: number, message: string): Reply {
  return { body: { responseMsg: { statusCode, message }, responseData: null } };
}

function raw(body: string): Reply {
  return { body };
}
