import { beforeAll, expect, it } from 'vitest';
import { sell } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { sellByLists } from '#test/logicboxes/price-lists.ts';
import { done, openShop } from '#test/shop.ts';

let gateway: Gateway;
const ip = '203.0.113.9';

/** Each reseller pays 9.80 for whatever is done with a .com, its customers a quarter more. */
beforeAll(async () => {
  gateway = await openGateway();
  await openShop(gateway);
  await sell(gateway, 'com');
  await sell(gateway, 'org');
  for (const [setting, value] of [
    ['DefaultNameserver1', 'ns1.host.test'],
    ['DefaultNameserver2', 'ns2.host.test'],
  ] as const)
    await done(gateway, 'SetConfigurationValue', { setting, value });
  await sellByLists(gateway, () => '9.80', ['RESELLER']);
  await sellByLists(gateway, () => '12.25', ['CUSTOMER']);
});

/** Orders a domain for a client; its number. */
async function orderDomain(clientId: number, domain: string): Promise<number> {
  await done(gateway, 'CartAddDomain', { user_id: clientId, domain, client_ip_address: ip });
  const { domainids } = await done(gateway, 'AddOrder', {
    user_id: clientId,
    payment_method: 'mailin',
    user_ip: ip,
    userAgent: 'x',
    acceptLanguage: 'en',
  });
  return Number(String(domainids).split(',').at(-1));
}

/** Puts a domain into its redemption period. */
const restorable = async (domain_id: number) => {
  await done(gateway, 'UpdateClientDomain', { domain_id, status: 'Redemption' });
  return domain_id;
};

const renewalOf = async (user_id: number, domain_id: number) =>
  (await done(gateway, 'CartAddDomainRenew', { user_id, domain_id, client_ip_address: ip })).item
    .amount;

it('charges for a restore what the price lists say, on top of the renewal (R9)', async () => {
  const robs = await restorable(await orderDomain(gateway.rob, 'robs-club.com'));
  const other = await restorable(await orderDomain(gateway.rob, 'robs-club.org'));
  const ritas = await restorable(await orderDomain(gateway.rita, 'ritas-club.com'));
  // 12.25 for the renewal and 12.25 for the restore; Rita herself pays 9.80 + 9.80.
  expect(await renewalOf(gateway.rob, robs)).toBe('24.50');
  expect(await renewalOf(gateway.rita, ritas)).toBe('19.60');
  // No list has .org: the shop's 12.00 and its fee of 80.00.
  expect(await renewalOf(gateway.rob, other)).toBe('92.00');
});

it('shows the same, and bills it by itself (R9)', async () => {
  const periodOf = async (tld: string, command: string, user_id: number) =>
    (await done(gateway, command, { user_id })).pricing[tld].redemption_period;
  expect(await periodOf('com', 'GetResellerTldPrices', gateway.rita)).toEqual({
    days: 30,
    price: '$9.80 USD',
  });
  expect(await periodOf('org', 'GetResellerTldPrices', gateway.rita)).toEqual({
    days: 30,
    price: '$80.00 USD',
  });
  // An invoice that is open already gains the fee when its domain becomes that late.
  const domainId = await orderDomain(gateway.stranger, 'strangers-shop.com');
  const late = await orderDomain(gateway.rob, 'robs-shop.com');
  const invoices = await Promise.all(
    [[gateway.rob, late, '12.25'] as const, [gateway.stranger, domainId, '12.00'] as const].map(
      async ([clientId, domain, unitPrice]) => {
        const lines = [{ domainId: `Domain:${domain}`, description: 'Renewal', unitPrice }];
        const input = { clientId: `Client:${clientId}`, status: 'UNPAID', lines };
        const { createInvoice } = await gateway.data(
          `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }`,
          { input },
        );
        return createInvoice.invoice.id as string;
      },
    ),
  );
  for (const id of [late, domainId]) await restorable(id);
  const ITEMS = 'query ($id: ID!) { invoice(id: $id) { items { type amount { amount } } } }';
  const amounts = async (id: string) =>
    (await gateway.data(ITEMS, { id })).invoice.items.map(
      (item: { type: string; amount: { amount: string } }) => [item.type, item.amount.amount],
    );
  expect(await amounts(invoices[0]!)).toEqual([
    ['DOMAIN_RENEW', '12.25'],
    ['DOMAIN_RESTORE', '12.25'],
  ]);
  expect(await amounts(invoices[1]!)).toEqual([
    ['DOMAIN_RENEW', '12.00'],
    ['DOMAIN_RESTORE', '80.00'],
  ]);
});
