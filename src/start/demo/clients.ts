import type { Change } from '#start/api.ts';

/** Whom the other parts of the demo are about, by global id, and their tokens. */
export interface DemoPeople {
  rita: string;
  carol: string;
  rob: string;
  resellerId: string;
  resellerToken: string;
  customerToken: string;
}

const person = (firstName: string, lastName: string, companyName = '') => ({
  firstName,
  lastName,
  companyName,
  email: `${firstName.toLowerCase()}@example.com`,
  address1: '1 High Street',
  city: 'London',
  state: 'London',
  postcode: 'N1 1AA',
  country: 'GB',
  phoneNumber: '+44 20 7946 0000',
  // Without a password: they ask for a link to set one, as a customer who forgot it does.
  sendWelcomeEmail: false,
});

/** A reseller with a customer, a direct customer who is an affiliate, and what is known of them. */
export async function makeClients(
  change: Change,
  as: (token: string) => Promise<Change>,
): Promise<DemoPeople> {
  const addClient = async (by: Change, input: object): Promise<string> =>
    (await by('addClient', input, 'client { id }')).client.id;

  const rita = await addClient(change, person('Rita', 'Reseller', 'Rita Hosting Ltd'));
  const { reseller } = await change(
    'createReseller',
    { clientId: rita, brandName: 'Rita Hosting' },
    'reseller { id }',
  );
  const keyOf = async (kind: string, clientId: string): Promise<string> =>
    (
      await change(
        'createApiCredential',
        { kind, name: kind.toLowerCase(), clientId, permissions: ['*'] },
        'token',
      )
    ).token;
  const resellerToken = await keyOf('RESELLER', rita);

  const { clientGroup } = await change(
    'createClientGroup',
    { name: 'Friends of the company', color: '#2f855a', discountPercent: '5' },
    'clientGroup { id }',
  );
  const { customField } = await change(
    'createCustomField',
    { name: 'How did you hear of us?', type: 'TEXT' },
    'customField { id }',
  );
  const carol = await addClient(change, {
    ...person('Carol', 'Customer'),
    groupId: clientGroup.id,
    customFields: [{ fieldId: customField.id, value: 'From a friend' }],
  });
  await change(
    'addContact',
    {
      clientId: carol,
      firstName: 'Dora',
      lastName: 'Domains',
      email: 'dora@example.com',
      emailPreferences: { domain: true },
    },
    'contact { id }',
  );
  const note = { clientId: carol, text: 'Prefers to be called.', isSticky: true };
  await change('addClientNote', note, 'clientNote { id }');

  // Carol tells others: somebody follows her link and becomes a customer of Rita's.
  const { affiliate } = await change(
    'affiliateActivate',
    { clientId: carol },
    'affiliate { code }',
  );
  const visit = {
    code: affiliate.code,
    ipAddress: '203.0.113.7',
    referrer: 'https://carols-bakery.com/blog',
    landingPath: '/store/web-hosting/starter',
  };
  await change('recordAffiliateVisit', visit, 'counted');
  const rob = await addClient(await as(resellerToken), {
    ...person('Rob', 'Resold'),
    affiliateCode: affiliate.code,
  });
  const customerToken = await keyOf('CUSTOMER', carol);
  return { rita, carol, rob, resellerId: reseller.id, resellerToken, customerToken };
}
