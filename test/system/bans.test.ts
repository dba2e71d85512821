import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { normalizeRange } from '#core/addresses/ip-address.ts';
import { forgetBans } from '#modules/access/bans.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
let thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => thaw());

it('spells a range in one way', () => {
  expect(normalizeRange('10.1.2.3/8')).toBe('10.0.0.0/8');
  expect(normalizeRange('10.1.2.3/32')).toBe('10.1.2.3');
  expect(normalizeRange('192.0.2.130/25')).toBe('192.0.2.128/25');
  expect(normalizeRange('2001:DB8:ffff::1/33')).toBe('2001:db8:8000::/33');
  expect(normalizeRange('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(normalizeRange('0.0.0.0/0')).toBe('0.0.0.0/0');
  for (const odd of ['10.0.0', '10.0.0.1/33', '10.0.0.1/x', '::1%eth0', '', '1.2.3.4/5/6'])
    expect(normalizeRange(odd)).toBeUndefined();
});

it('keeps a banned address out until its time has come', async () => {
  const { app, ask } = gateway;
  await app.db.bannedAddress.create({
    data: { cidr: '127.0.0.0/8', expiresAt: new Date('2026-11-21T13:00:00Z') },
  });
  forgetBans(app);
  const refused = await ask('{ viewer { kind } }');
  expect(codeOf(refused)).toBe('ADDRESS_REFUSED');
  expect(refused.errors?.[0]?.extensions.address).toBe('127.0.0.1');
  const thawFirst = thaw;
  const later = freeze('2026-11-21T13:00:01Z');
  thaw = () => {
    later();
    thawFirst();
  };
  expect((await ask('{ viewer { kind } }')).errors).toBeUndefined();
  const { bannedAddresses } = await gateway.data('{ bannedAddresses { totalCount } }');
  expect(bannedAddresses.totalCount).toBe(0);
});
