import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const base64 = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64');
const saveKey = (data: object, as: 'staff' | 'reseller' = 'reseller') =>
  gateway.rapi(
    'DoResellerApiKeySave',
    { FormData: base64({ clientid: gateway.rita, ...data }) },
    as,
  );

interface Field {
  name: string;
  value?: string | null;
}

/** What a page posts that shows a form and changes nothing: each field with its value. */
const posted = (fields: Field[]) =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value ?? '']));

const keysOf = async (clientid: number) =>
  (await gateway.rapi('GetResellerApis', { clientid })).apis.api as Record<string, unknown>[];

describe('a form posted back as it was shown changes nothing (rule 5)', () => {
  it('keeps the commands, addresses and end of a key, and takes another name (R5)', async () => {
    const { id } = await saveKey({
      name: 'limited',
      permissions: ['clients:read', 'resellers:read'],
      commands: ['GetClients'],
      ip_addresses: ['203.0.113.5'],
      expires_at: '2099-12-31',
    });
    const before = (await keysOf(gateway.rita)).find((key) => String(key.id) === id);
    expect(before).toMatchObject({ commands: ['GetClients'], ip_addresses: ['203.0.113.5'] });
    const form = await gateway.rapi('GetResellerApiForm', { clientid: gateway.rita, id });
    expect(posted(form.fields)).toMatchObject({
      commands: 'GetClients',
      ip_addresses: '203.0.113.5',
    });
    const again = await saveKey({ id, ...posted(form.fields) }, 'staff');
    expect(again.result).toBe('success');
    expect((await keysOf(gateway.rita)).find((key) => String(key.id) === id)).toEqual(before);
    await saveKey({ id, ...posted(form.fields), name: 'renamed' }, 'staff');
    expect((await keysOf(gateway.rita)).find((key) => String(key.id) === id)).toEqual({
      ...before,
      name: 'renamed',
    });
  });

  it('takes every field that the forms of addresses offer (R5)', async () => {
    const form = await gateway.rapi('GetResellerIpForm', { user_id: gateway.rita });
    const values = { ip_address: '198.51.100.7', note: 'Office' };
    expect(Object.keys(posted(form.fields)).toSorted()).toEqual(Object.keys(values));
    const saved = await gateway.rapi('DoResellerIpSave', {
      user_id: gateway.rita,
      FormData: base64(values),
    });
    const { ips } = await gateway.rapi('GetResellerIPs', { clientid: gateway.rita });
    expect(ips.ip).toEqual([expect.objectContaining(values)]);
    await gateway.rapi('DoResellerIpDelete', { id: saved.id });
  });
});

describe('lists of keys and addresses', () => {
  it('calls a key past its end Expired, and knows who is no reseller (R33)', async () => {
    const { id } = await saveKey({ name: 'short', expires_at: '2099-01-01' });
    // Only the clock ends a key: no command takes an end in the past.
    await gateway.app.db.apiCredential.update({
      where: { id: Number(id) },
      data: { expiresAt: new Date('2020-01-01') },
    });
    const statuses = (await keysOf(gateway.rita)).map(({ name, status }) => [name, status]);
    expect(statuses).toEqual([
      ['reseller', 'Active'],
      ['renamed', 'Active'],
      ['short', 'Expired'],
    ]);
    for (const [command, form] of [
      ['GetResellerApis', { clientid: 999 }],
      ['GetResellerApis', { clientid: gateway.carol }],
      ['GetResellerIPs', { clientid: gateway.carol }],
      ['GetResellerProductsPrices', { user_id: gateway.carol }],
      ['GetResellerTldPrices', { user_id: 999 }],
    ] as const)
      expect(await gateway.rapi(command, form)).toEqual({
        result: 'error',
        message: 'Client ID Not Found',
      });
  });

  it('stores an address in one spelling, and shuts nobody out of the own list (R34)', async () => {
    const save = (address: string, as: 'staff' | 'reseller' = 'staff') =>
      gateway.rapi(
        'DoResellerIpSave',
        { user_id: gateway.rita, FormData: base64({ ip_address: address }) },
        as,
      );
    const refused = await save('203.0.113.7', 'reseller');
    expect(refused).toEqual({
      result: 'error',
      message: expect.stringMatching(/^FormData.ip_address.: would shut out/),
    });
    expect(refused.message).toMatch(/127\.0\.0\.1/);
    expect((await save('127.0.0.0/8', 'reseller')).result).toBe('success');
    expect((await save('203.0.113.5/24')).result).toBe('success');
    expect(await save('203.0.113.0/24')).toEqual({
      result: 'error',
      message: 'That address is on the list already.',
    });
    expect((await save('nowhere')).message).toMatch(/^FormData.ip_address. must be an address/);
    const { ips } = await gateway.rapi('GetResellerIPs', { clientid: gateway.rita });
    expect(ips.ip.map((one: { ip_address: string }) => one.ip_address)).toEqual([
      '127.0.0.0/8',
      '203.0.113.0/24',
    ]);
    const key = await saveKey({ name: 'n', ip_addresses: ['127.0.0.9/8', '127.0.0.0/8'] });
    const saved = (await keysOf(gateway.rita)).find((one) => String(one.id) === key.id);
    expect(saved?.ip_addresses).toEqual(['127.0.0.0/8']);
  });
});
