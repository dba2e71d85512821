import { hashToken } from '#core/secret.ts';
import type { Tx } from '#platform/database/client.ts';
import type { DemoTokens } from '#start/demo.ts';

/** The ids the other parts of the demo hang their rows on. */
export interface DemoPeople {
  adminId: number;
  resellerId: number;
  resellerClientId: number;
  customerId: number;
}

const address = {
  address1: '1 High Street',
  city: 'London',
  postcode: 'N1 1AA',
  countryCode: 'GB',
};

/** A staff member, a reseller with a customer, a direct customer, and a credential for each kind. */
export async function demoAccess(tx: Tx, tokens: DemoTokens): Promise<DemoPeople> {
  const role = await tx.adminRole.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const admin = await tx.admin.create({
    data: {
      roleId: role.id,
      username: 'ada',
      firstName: 'Ada',
      lastName: 'Admin',
      email: 'ada@hostgraph.example',
      // Not a hash: nobody can sign in with a password until one is set.
      passwordHash: '!',
    },
  });
  const currency = await tx.currency.findFirstOrThrow({ where: { isBase: true } });
  const person = (firstName: string, lastName: string, companyName = '') => ({
    ...address,
    firstName,
    lastName,
    companyName,
    email: `${firstName.toLowerCase()}@example.com`,
    phoneCountryCode: '44',
    phoneNumber: '2079460000',
    currencyCode: currency.code,
  });
  const rita = await tx.client.create({ data: person('Rita', 'Reseller', 'Rita Hosting Ltd') });
  const reseller = await tx.reseller.create({
    data: { clientId: rita.id, brandName: 'Rita Hosting', currencyCode: currency.code },
  });
  const carol = await tx.client.create({ data: person('Carol', 'Customer') });
  const rob = await tx.client.create({
    data: { ...person('Rob', 'Resold'), resellerId: reseller.id },
  });
  // Without a password: they ask for a link to set one, as a customer who forgot it does.
  for (const { id: clientId, firstName, lastName, email } of [rita, carol, rob])
    await tx.user.create({
      data: { firstName, lastName, email, clientLinks: { create: { clientId, isOwner: true } } },
    });

  const credential = (name: string, token: string) => ({
    name,
    identifier: `demo-${name}`,
    tokenHash: hashToken(token),
    tokenLast4: token.slice(-4),
    permissions: ['*'],
  });
  await tx.apiCredential.create({
    data: { ...credential('staff', tokens.staff), kind: 'STAFF', adminId: admin.id },
  });
  await tx.apiCredential.create({
    data: {
      ...credential('reseller', tokens.reseller),
      kind: 'RESELLER',
      resellerId: reseller.id,
      clientId: rita.id,
    },
  });
  await tx.apiCredential.create({
    data: { ...credential('customer', tokens.customer), kind: 'CUSTOMER', clientId: carol.id },
  });
  return {
    adminId: admin.id,
    resellerId: reseller.id,
    resellerClientId: rita.id,
    customerId: carol.id,
  };
}
