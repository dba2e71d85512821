import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { sell } from './cast.ts';

let gateway: Gateway;
// Ahead of the real clock, so that no waiting job of the gateway comes due automatically.
const thaw = freeze('2027-02-10T09:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await sell(gateway, 'com', { isSpotlight: true });
  const bank = { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true };
  await gateway.app.db.gateway.create({ data: bank });
});
afterAll(thaw);

it('takes a domain from the search through cart, order and renewal to another registrar', async () => {
  const rapi = async (command: string, form: Record<string, string | number>) => {
    const reply = await gateway.rapi(command, form);
    expect([command, reply]).toEqual([command, expect.objectContaining({ result: 'success' })]);
    return reply;
  };
  const statusOf = async (domain_id: number) => {
    const form = { user_id: gateway.carol, domain_id, page_name: 'di' };
    const { domain } = await rapi('GetClientDomain', form);
    return [domain.status, domain.expiry_date];
  };

  const found = await rapi('DomainSearch', { domain: 'my-shop.com' });
  expect([found.status, found.pricing.register['2']]).toEqual(['available', '19.00']);

  const user = { user_id: gateway.carol };
  const visitor = { user_ip: '203.0.113.9', userAgent: 'Browser/1.0', acceptLanguage: 'en' };
  const { item_id } = await rapi('CartAddDomain', {
    ...user,
    domain: 'my-shop.com',
    client_ip_address: visitor.user_ip,
  });
  const nameservers = { dns1: 'ns1.host.test', dns2: 'ns2.host.test' };
  await rapi('CartUpdateDomainConfigs', { id: item_id, ...nameservers });
  const order = await rapi('AddOrder', { ...user, payment_method: 'mailin', ...visitor });
  await rapi('AddInvoicePayment', { invoice_id: order.invoice_id, trans_id: 'TX-1' });
  const id = Number(order.domainids);
  expect((await statusOf(id))[0]).toBe('Pending');
  await rapi('AcceptOrder', { order_id: order.order_id });
  expect(await statusOf(id)).toEqual(['Active', '2028-02-10']);
  advance({ minutes: 2 });
  expect((await rapi('DomainSearch', { domain: 'my-shop.com' })).status).toBe('unavailable');

  await rapi('DomainUpdateNameservers', { domain_id: id, ns1: 'a.ns.test', ns2: 'b.ns.test' });
  expect((await rapi('DomainGetNameservers', { domain_id: id })).ns1).toBe('a.ns.test');
  await rapi('DomainRenew', { domain_id: id, duration: 1 });
  expect(await statusOf(id)).toEqual(['Active', '2029-02-10']);

  await rapi('DomainUpdateLockingStatus', { domain_id: id, lock_status: 'unlocked' });
  expect((await rapi('DomainRequestEPP', { domain_id: id })).eppcode).toMatch(/^SB-/);
  const FormData = Buffer.from(JSON.stringify({ domain_id: id, a: 'transferAway' }));
  await rapi('DoDomainCustomActions', {
    user_id: gateway.carol,
    FormData: FormData.toString('base64'),
  });
  advance({ days: 1 });
  await domainsDaily(gateway.app);
  expect((await statusOf(id))[0]).toBe('Transferred Away');

  const events = await gateway.app.db.outboxEvent.findMany({
    where: { subjectId: id, type: { startsWith: 'domain.' } },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ type }) => type).filter((type) => type !== 'domain.statusChanged')).toEqual([
    'domain.registrationStarted',
    'domain.registered',
    'domain.nameserversChanged',
    'domain.renewed',
    'domain.lockChanged',
    'domain.eppCodeRequested',
    'domain.actionRun',
    'domain.transferredAway',
  ]);
});
