import type { Prisma } from '#generated/prisma/client.ts';
import type { App } from '#schema/app.ts';

/** What of a gateway the company of the daily run needs. */
export interface OfApp {
  app: App;
}

type Product = Partial<Prisma.ProductUncheckedCreateInput>;

/** A product on a shelf of its own. */
export async function product({ app }: OfApp, name: string, more: Product = {}): Promise<number> {
  const { db } = app;
  const where = { key: 'any' };
  const type = await db.productType.upsert({
    where,
    create: { ...where, name: 'Any' },
    update: {},
  });
  const shelf = { slug: 'shelf' };
  const group = await db.productGroup.upsert({
    where: shelf,
    create: { ...shelf, title: 'Shelf' },
    update: {},
  });
  const { id } = await db.product.create({
    data: {
      groupId: group.id,
      typeId: type.id,
      currencyCode: 'USD',
      name,
      slug: name.toLowerCase(),
      ...more,
    },
  });
  return id;
}

/** A further client, in a currency of its own if need be. */
export async function client(
  { app }: OfApp,
  name: string,
  more: Partial<Prisma.ClientUncheckedCreateInput> = {},
): Promise<number> {
  const { id } = await app.db.client.create({
    data: {
      firstName: name,
      lastName: 'Customer',
      email: `${name.toLowerCase()}@example.test`,
      countryCode: 'GB',
      currencyCode: 'USD',
      ...more,
    },
  });
  return id;
}

/** An active service that was bought on a day and is due on another. */
export async function service(
  { app }: OfApp,
  clientId: number,
  productId: number,
  {
    bought,
    due,
    ...more
  }: { bought: string; due: string | null } & Partial<Prisma.ServiceUncheckedCreateInput>,
): Promise<number> {
  const on = due === null ? null : new Date(due);
  const { id } = await app.db.service.create({
    data: {
      clientId,
      productId,
      currencyCode: 'USD',
      status: 'ACTIVE',
      registeredOn: new Date(bought),
      activatedAt: new Date(`${bought}T10:00:00Z`),
      nextDueOn: on,
      nextInvoiceOn: on,
      billingCycle: 'MONTHLY',
      recurringAmount: '10',
      cyclesInvoiced: 1,
      ...more,
    },
  });
  return id;
}

/** Sets settings of the company. */
export async function settings({ app }: OfApp, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await app.db.setting.upsert({ where: { name }, create: { name, value }, update: { value } });
  if (values.Timezone) app.runtime.timeZone = values.Timezone;
}
