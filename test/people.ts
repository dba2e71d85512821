import { tokenColumns } from '#core/secret.ts';
import type { App } from '#schema/app.ts';
import { ensureEssentials } from '#start/essentials.ts';

/**
 * The cast of the tests. Carol is a direct customer; Rita is a reseller and Rob her customer; the
 * stranger is a direct customer who has nothing to do with anybody.
 */
export type Who = 'staff' | 'clerk' | 'reseller' | 'carol' | 'rob' | 'stranger';

/** Client ids by name; the same in every test file. */
export interface People {
  adminId: number;
  carol: number;
  rita: number;
  rob: number;
  stranger: number;
  resellerId: number;
}

/** What each of the cast sends as a token. */
export const tokenOf = (who: Who) => `token-of-${who}`;

const person = (firstName: string, lastName: string) => ({
  firstName,
  lastName,
  email: `${firstName.toLowerCase()}@example.test`,
  address1: '1 High Street',
  city: 'London',
  state: 'London',
  postcode: 'N1 1AA',
  countryCode: 'GB',
  phoneCountryCode: '44',
  phoneNumber: '2079460000',
  currencyCode: 'USD',
});

/** Puts the essentials and the cast into an empty database. */
export async function invitePeople(app: App): Promise<People> {
  await ensureEssentials(app);
  const { db } = app;
  // A version of its own: price lists the process kept for the file before are not this one's.
  await db.catalogVersion.create({ data: { kind: 'tlds', version: 0 } });
  const role = await db.adminRole.findFirstOrThrow();
  const admin = await db.admin.create({
    data: {
      roleId: role.id,
      username: 'ada',
      firstName: 'Ada',
      lastName: 'Admin',
      email: 'ada@house.test',
      passwordHash: '!',
    },
  });
  const carol = await db.client.create({ data: person('Carol', 'Customer') });
  const rita = await db.client.create({ data: person('Rita', 'Reseller') });
  const reseller = await db.reseller.create({
    data: { clientId: rita.id, brandName: 'Rita Hosting', currencyCode: 'USD' },
  });
  const rob = await db.client.create({
    data: { ...person('Rob', 'Resold'), resellerId: reseller.id },
  });
  const stranger = await db.client.create({ data: person('Stefan', 'Stranger') });

  const credential = (who: Who, permissions = ['*']) => ({
    name: who,
    identifier: who,
    ...tokenColumns(tokenOf(who)),
    permissions,
  });
  await db.apiCredential.createMany({
    data: [
      { ...credential('staff'), kind: 'STAFF', adminId: admin.id },
      // Staff without any permission.
      { ...credential('clerk', []), kind: 'STAFF', adminId: admin.id },
      {
        ...credential('reseller'),
        kind: 'RESELLER',
        resellerId: reseller.id,
        clientId: rita.id,
      },
      { ...credential('carol'), kind: 'CUSTOMER', clientId: carol.id },
      { ...credential('rob'), kind: 'CUSTOMER', clientId: rob.id },
      { ...credential('stranger'), kind: 'CUSTOMER', clientId: stranger.id },
    ],
  });
  return {
    adminId: admin.id,
    carol: carol.id,
    rita: rita.id,
    rob: rob.id,
    stranger: stranger.id,
    resellerId: reseller.id,
  };
}
