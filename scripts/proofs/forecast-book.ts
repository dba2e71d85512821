import type { Cycle } from '#core/cycles.ts';
import { storeCard } from '#test/billing/gateways.ts';
import { client, product, service, settings } from '#test/billing/store.ts';
import { sandboxId } from '#test/domains/cast.ts';
import { after } from '#test/oracle/calendar.ts';
import type { OwnGateway } from './own-gateway.ts';

/** The day on which the forecast is made, and the first of the year that follows. */
export const START = '2027-01-10';

const cycles: { cycle: Cycle; price: string }[] = [
  { cycle: 'MONTHLY', price: '9.95' },
  { cycle: 'QUARTERLY', price: '27' },
  { cycle: 'SEMI_ANNUALLY', price: '50' },
  { cycle: 'ANNUALLY', price: '95' },
];

/**
 * A company of clients who differ in what they have (hosting by the month, the quarter, the half
 * year and the year, domains, addons), in their currency, and in how they pay: by card, from their
 * credit as long as it lasts, or not at all.
 * @param count how many clients there are
 */
export async function openCompany(
  { app, ask }: OwnGateway,
  cards: number,
  count: number,
): Promise<void> {
  const { db } = app;
  await settings({ app }, { AutoTermination: 'on', DomainSyncEnabled: '', TaxEnabled: 'on' });
  await db.currency.create({ data: { code: 'JPY', exponent: 0, rate: '151.25' } });
  await db.taxRule.create({ data: { name: 'VAT', countryCode: 'DE', rate: '19' } });
  const products = [
    await product({ app }, 'Small'),
    await product({ app }, 'Large', { isTaxed: true }),
  ];
  const registrarId = await sandboxId({ app });
  for (let place = 0; place < count; place += 1) {
    const isYen = place % 7 === 3;
    const currencyCode = isYen ? 'JPY' : 'USD';
    const more = { currencyCode, countryCode: place % 4 === 1 ? 'DE' : 'GB' };
    const clientId = await client({ app }, `Buyer${place}`, more);
    const { cycle, price } = cycles[place % cycles.length]!;
    const due = after(START, 3 + ((place * 11) % 80));
    const recurringAmount = isYen ? String(Math.round(Number(price) * 150)) : price;
    const own = { bought: after(due, -90), due, billingCycle: cycle };
    const serviceId = await service({ app }, clientId, products[place % 2]!, {
      ...own,
      currencyCode,
      recurringAmount,
    });
    const of = { clientId, currencyCode };
    if (place % 5 === 2) await createAddon(app, { ...of, serviceId, due });
    if (place % 3 === 0)
      await addDomain(app, { ...of, registrarId, name: `buyer${place}.test`, due });
    if (place % 3 !== 2) await storeCard({ app }, clientId, cards);
    else if (place % 2) await addCredit(ask, clientId, isYen ? '4000' : '60');
  }
}

type Db = OwnGateway['app'];

const createAddon = async (
  { db }: Db,
  of: { clientId: number; currencyCode: string; serviceId: number; due: string },
): Promise<void> => {
  const { due, ...row } = of;
  await db.serviceAddon.create({
    data: {
      ...row,
      name: 'Backups',
      status: 'ACTIVE',
      billingCycle: 'MONTHLY',
      recurringAmount: '3',
      registeredOn: new Date(after(due, -30)),
      nextDueOn: new Date(due),
    },
  });
};

const addDomain = async (
  { db }: Db,
  of: { clientId: number; currencyCode: string; registrarId: number; name: string; due: string },
): Promise<void> => {
  const { name, due, ...row } = of;
  const expires = new Date(due);
  await db.domain.create({
    data: {
      ...row,
      name,
      unicodeName: name,
      status: 'ACTIVE',
      years: 1,
      recurringAmount: '12',
      registeredOn: new Date(after(due, -365)),
      expiresOn: expires,
      nextDueOn: expires,
    },
  });
  const at = { registeredAt: new Date(after(due, -365)), expiresAt: expires };
  const nothing = { eppCodeEncrypted: '', nameservers: [], contacts: {} };
  await db.sandboxDomain.create({ data: { name, status: 'active', ...at, ...nothing } });
};

const addCredit = async (ask: OwnGateway['ask'], clientId: number, amount: string) => {
  const input = { clientId: `Client:${clientId}`, amount, description: 'Paid ahead' };
  const { errors } = await ask(
    'mutation ($input: AddCreditInput!) { addCredit(input: $input) { __typename } }',
    { input },
  );
  if (errors) throw new Error(JSON.stringify(errors));
};
