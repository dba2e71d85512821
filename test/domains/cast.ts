import type { Gateway } from '#test/gateway.ts';

/** The id of the sandbox registrar, which every installation has. */
export async function sandboxId({ app }: Pick<Gateway, 'app'>): Promise<number> {
  return (await app.db.registrar.findUniqueOrThrow({ where: { label: 'sandbox' } })).id;
}

/** A second currency: two for one unit of the base. */
export async function addEuro({ app }: Gateway): Promise<void> {
  await app.db.currency.create({
    data: { code: 'EUR', prefix: '€', suffix: ' EUR', exponent: 2, rate: 2 },
  });
}

/** Puts a TLD on sale as staff do, at the sandbox. */
export async function sell(
  gateway: Gateway,
  extension: string,
  settings: object = {},
): Promise<number> {
  const input = {
    extension,
    registrar: 'sandbox',
    cost: '8',
    registerPrices: ['10', '19', '27.50'],
    renewPrices: ['12', '23', '33'],
    transferPrices: ['11'],
    graceDays: 30,
    graceFee: '5',
    redemptionDays: 30,
    redemptionFee: '80',
    ...settings,
  };
  const { createTld } = await gateway.data(
    `mutation ($input: CreateTldInput!) { createTld(input: $input) { tld { databaseId } } }`,
    { input },
  );
  return createTld.tld.databaseId;
}

/** A client's domain as an order would leave it: paid for and waiting. */
export async function waiting(
  { app, carol }: Gateway,
  name: string,
  more: object = {},
): Promise<number> {
  const extension = name.slice(name.indexOf('.') + 1);
  const tld = await app.db.tld.findUnique({ where: { extension } });
  const { id } = await app.db.domain.create({
    data: {
      clientId: carol,
      name,
      unicodeName: name,
      tldId: tld?.id ?? null,
      registrarId: tld?.registrarId ?? null,
      currencyCode: 'USD',
      firstPaymentAmount: 10,
      recurringAmount: 12,
      ns1: 'ns1.host.test',
      ns2: 'ns2.host.test',
      ...more,
    },
  });
  return id;
}

/** Connects a registrar that a stand-in plays. */
export async function connect(
  gateway: Gateway,
  module: string,
  settings: Record<string, string>,
  more: object = {},
): Promise<void> {
  const given = Object.entries(settings).map(([name, secretValue]) => ({ name, secretValue }));
  await gateway.data(
    `mutation ($input: ConfigureRegistrarInput!) { configureRegistrar(input: $input) { registrar { id } } }`,
    { input: { module, isActive: true, settings: given, ...more } },
  );
}

/** Sells .com through a LogicBoxes that answers at this address. */
export async function sellThrough(gateway: Gateway, program: { url: string }): Promise<void> {
  const settings = Object.entries({
    userId: '700',
    apiKey: 'secret-key',
    customerId: '9',
    baseUrl: `${program.url}api/`,
    checkUrl: `${program.url}api/`,
  }).map(([name, secretValue]) => ({ name, secretValue }));
  await gateway.data(
    'mutation ($input: ConfigureRegistrarInput!) { configureRegistrar(input: $input) { registrar { id } } }',
    { input: { module: 'logicboxes', isActive: true, settings } },
  );
  await sell(gateway, 'com', { registrar: 'logicboxes' });
}
