import type { Prisma } from '#generated/prisma/client.ts';
import type { Gateway } from '#test/gateway.ts';
import { testCa } from '#test/providers/loopback.ts';

/** What the tests of services buy and run. */
export interface Store {
  groupId: number;
  /** A hosting package on cPanel, one without a panel, one without a module. */
  hosting: number;
  manual: number;
  plain: number;
}

/** A shop with three products. */
export async function openStore({ app }: Gateway): Promise<Store> {
  const { db } = app;
  const kind = (key: string) =>
    db.productType.upsert({ where: { key }, create: { key, name: key }, update: {} });
  const [hosting, other] = [await kind('hostingaccount'), await kind('other')];
  const group = await db.productGroup.create({ data: { title: 'Hosting', slug: 'hosting' } });
  const product = async (name: string, more: Partial<Prisma.ProductUncheckedCreateInput>) => {
    const { id } = await db.product.create({
      data: {
        name,
        slug: name.toLowerCase(),
        groupId: group.id,
        typeId: hosting.id,
        currencyCode: 'USD',
        ...more,
      },
    });
    return id;
  };
  return {
    groupId: group.id,
    hosting: await product('Starter', { serverModule: 'cpanel', serverPackageName: 'starter' }),
    manual: await product('Consulting', { serverModule: 'autorelease', typeId: other.id }),
    plain: await product('Licence', { typeId: other.id }),
  };
}

const ADD_SERVER = `mutation ($input: CreateServerInput!) {
  createServer(input: $input) { server { id databaseId } }
}`;

/** How soon a call is given up by servers that are to hang, in seconds. */
export const impatience = { timeoutSeconds: 2 };

/** A server of the loopback WHM. */
export async function createServer(
  gateway: Gateway,
  { port }: { port: number },
  more: object = {},
): Promise<number> {
  const input = {
    name: 'alpha',
    module: 'cpanel',
    hostname: '127.0.0.1',
    port,
    username: 'root',
    accessToken: 'TOKEN',
    caPem: testCa,
    timeoutSeconds: 15,
    ...more,
  };
  const { createServer: added } = await gateway.data(ADD_SERVER, { input });
  return added.server.databaseId;
}

/** A service of somebody's, as an order leaves it. */
export async function addService(
  { app }: Gateway,
  clientId: number,
  productId: number,
  more: Partial<Prisma.ServiceUncheckedCreateInput> = {},
): Promise<number> {
  const { id } = await app.db.service.create({
    data: {
      clientId,
      productId,
      currencyCode: 'USD',
      registeredOn: new Date('2026-11-01'),
      nextDueOn: new Date('2026-12-01'),
      nextInvoiceOn: new Date('2026-12-01'),
      billingCycle: 'MONTHLY',
      recurringAmount: '9.95',
      firstPaymentAmount: '9.95',
      ...more,
    },
  });
  return id;
}

/** Runs an action of a service's module by GraphQL; the whole answer. */
export const act = (
  gateway: Gateway,
  mutation: string,
  serviceId: number,
  more: object = {},
  as: Parameters<Gateway['ask']>[2] = 'staff',
) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return gateway.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      service { id status username hasAccount hasPassword suspendReason dedicatedIp } } }`,
    { input: { serviceId: `Service:${serviceId}`, ...more } },
    as,
  );
};
