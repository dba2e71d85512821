import type { Gateway } from '#test/gateway.ts';
import type { FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { createServer, addService, openStore, type Store } from './store.ts';

/** What the transcripts of services are about. */
export interface Cast {
  store: Store;
  server: number;
  /** Carol's hosting package, not set up yet, and her licence with an option and a field. */
  hosted: number;
  plain: number;
  /** A hosting package of the reseller's customer. */
  robs: number;
}

/** Fills the company for the transcripts. */
export async function castServices(gateway: Gateway, whm: FakeWhm): Promise<Cast> {
  const { db } = gateway.app;
  const store = await openStore(gateway);
  const server = await createServer(gateway, whm, { maxAccounts: 200, ipAddress: '192.0.2.1' });
  const own = (domainName: string) => ({ domainName });
  const hosted = await addService(gateway, gateway.carol, store.hosting, own('carol.example'));
  const plain = await addService(gateway, gateway.carol, store.plain, { status: 'ACTIVE' });
  const robs = await addService(gateway, gateway.rob, store.hosting, own('rob.example'));
  const field = await db.customField.create({
    data: { owner: 'PRODUCT', productId: store.plain, name: 'Licence key', type: 'PASSWORD' },
  });
  await db.customFieldValue.create({
    data: { fieldId: field.id, serviceId: plain, valueEncrypted: 'sealed' },
  });
  const option = await db.configOption.create({
    data: {
      name: 'ram|Memory',
      type: 'DROPDOWN',
      group: { create: { name: 'Sizes' } },
      choices: { create: { name: '8|8 GB' } },
    },
    include: { choices: true },
  });
  await db.serviceConfigOption.create({
    data: { serviceId: plain, optionId: option.id, choiceId: option.choices[0]!.id },
  });
  await db.gateway.create({
    data: { label: 'paypal', module: 'paypal', displayName: 'PayPal', isActive: true },
  });
  await db.productPrice.create({
    data: { productId: store.plain, currencyCode: 'USD', cycle: 'ANNUALLY', price: '120' },
  });
  return { store, server, hosted, plain, robs };
}

/** Calls that are refused for the actor. */
export const denied = (form: Record<string, string | number>) => [
  { title: 'a customer may not', form, as: 'carol' as const },
  { title: 'nobody', form, as: null },
];
