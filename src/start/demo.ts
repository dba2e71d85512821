import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import { authenticate } from '#modules/access/actor.ts';
import type { App } from '#schema/app.ts';
import { apiAs, changes } from '#start/api.ts';
import { makeBooks } from '#start/demo/billing.ts';
import { makeCatalog } from '#start/demo/catalog.ts';
import { makeClients } from '#start/demo/clients.ts';
import { makeCompany } from '#start/demo/company.ts';
import { makeOrders } from '#start/demo/orders.ts';
import { makePrices } from '#start/demo/resellers.ts';
import { makeDesk } from '#start/demo/support.ts';
import { makeTlds } from '#start/demo/tlds.ts';

/** The people of the demo and their tokens. */
export interface DemoTokens {
  staff: string;
  reseller: string;
  customer: string;
}

/**
 * Fills an empty database with a small store to look around in, by operations of the public API
 * alone: whatever the demo has, everybody can make.
 * @returns the tokens of its people, shown this once; null where there are clients already.
 */
export async function ensureDemo(app: App): Promise<DemoTokens | null> {
  if (await app.db.client.count()) return null;
  const actorOf = (token: string) => authenticate(app, { token, ip: '127.0.0.1' });

  // The gateway itself makes the first staff member; from then on everything is done by people.
  const company = await makeCompany(apiAs(app, systemActor(new Set(permissions))));
  const staffApi = apiAs(app, await actorOf(company.staffToken));
  const staff = changes(staffApi);
  const people = await makeClients(staff, async (token) =>
    changes(apiAs(app, await actorOf(token))),
  );
  const products = await makeCatalog(staffApi, staff);
  await makeTlds(staff);
  await makePrices(staff, { resellerId: people.resellerId, businessId: products.business });
  await makeOrders(staff, people, products);
  await makeBooks(staff, people);
  const customer = changes(apiAs(app, await actorOf(people.customerToken)));
  await makeDesk(staff, customer, company.adminId);
  return {
    staff: company.staffToken,
    reseller: people.resellerToken,
    customer: people.customerToken,
  };
}
