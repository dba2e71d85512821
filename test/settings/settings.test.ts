import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type KnownSetting, knownSettings } from '#modules/settings/known-settings.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const settings = Object.entries(knownSettings) as [string, KnownSetting][];
const set = (setting: string, value: string) =>
  gateway.rapi('SetConfigurationValue', { setting, value });
const get = async (setting: string) =>
  (await gateway.rapi('GetConfigurationValue', { setting })).value as string;

/** A value each type takes that is not its default, where there is one. */
const another: Partial<Record<KnownSetting['type'], string>> = {
  text: 'something',
  address: 'https://shop.example/',
  email: 'shop@example.com',
  timezone: 'Asia/Tokyo',
  country: 'SE',
  language: 'german',
  host: 'ns1.example.com',
};
const special: Record<string, string> = {
  SequentialInvoiceNumberFormat: '{YEAR}-{NUMBER}',
  TicketAllowedFileTypes: '.txt, .zip',
  DNSResolver: '192.0.2.53:53',
};

const otherValue = (name: string, { type, default: usual, choices, range }: KnownSetting) =>
  special[name] ??
  (type === 'boolean'
    ? usual === 'on'
      ? 'off'
      : 'on'
    : type === 'choice'
      ? choices!.at(-1)!
      : range
        ? String(range[1])
        : another[type]!);

describe('every setting', () => {
  it('is read by code that acts on it, or is for storefronts (R14, D54)', () => {
    const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => !/^(generated|modules\/settings|start)\//.test(file))
      .map((file) => readFileSync(`src/${file}`, 'utf8'))
      .join('\n');
    const unread = settings.filter(
      ([name, { description }]) =>
        !source.includes(`'${name}'`) && !description.startsWith('For storefronts:'),
    );
    // Read by their common beginning.
    const byNumber = unread.filter(([name]) => !/^DefaultNameserver[1-5]$/.test(name));
    expect(byNumber.map(([name]) => name)).toEqual([]);
    const open = settings.filter(([, { description }]) =>
      description.startsWith('For storefronts:'),
    );
    expect(open.filter(([, { isPublic }]) => !isPublic)).toEqual([]);
  });

  it('has a type, a default that fits it, a range where it is a number, and a description', () => {
    for (const [name, setting] of settings) {
      expect(setting.description, name).toMatch(/^[A-Z].*[.)]$/s);
      if (/integer|decimal/.test(setting.type)) expect(setting.range, name).toHaveLength(2);
    }
  });

  it('reads back as it was written, and written back as it reads changes nothing (R13)', async () => {
    for (const [name, setting] of settings) {
      for (const value of [otherValue(name, setting), '']) {
        expect((await set(name, value)).result, `${name}=${value}`).toBe('success');
        const read = await get(name);
        const again = await set(name, read);
        expect(again, `${name}=${value} reads ${read}`).toEqual({
          result: 'success',
          value_changed: 'false',
        });
        expect(await get(name), name).toBe(read);
      }
      await set(name, setting.type === 'boolean' ? setting.default || 'off' : '');
      expect(await get(name), name).toBe(setting.default);
    }
  }, 120_000);

  it('refuses a number out of its range and keeps the old value (R12)', async () => {
    for (const [name, { range, type }] of settings) {
      if (!range) continue;
      const before = await get(name);
      for (const odd of [String(range[1] + 1), '-1', 'soon', '1e3']) {
        const kind = type === 'integer' ? 'a whole number' : 'an amount';
        expect(await set(name, odd), `${name}=${odd}`).toEqual({
          result: 'error',
          message: `${name} must be ${kind} from ${range[0]} to ${range[1]}.`,
        });
      }
      expect(await get(name)).toBe(before);
    }
  }, 120_000);
});

describe('the grammar of a setting (R12)', () => {
  it.each([
    ['DailyCronHour', '24', 'DailyCronHour must be a whole number from 0 to 23.'],
    [
      'RequiredPasswordStrength',
      '4711',
      'RequiredPasswordStrength must be a whole number from 0 to 100.',
    ],
    ['AffiliateEarningPercent', '500', 'AffiliateEarningPercent must be an amount from 0 to 100.'],
    ['Country', 'Atlantis', 'Country must be a two-letter ISO 3166-1 country code.'],
    ['Language', 'xyzzy', 'Language must be the English name of a language.'],
    [
      'DNSResolver',
      'nobody',
      'DNSResolver must be an address with or without a port, such as 192.0.2.53:53.',
    ],
    [
      'DNSResolver',
      '192.0.2.53:0',
      'DNSResolver must be an address with or without a port, such as 192.0.2.53:53.',
    ],
    [
      'DefaultNameserver1',
      'ns1 example',
      'DefaultNameserver1 must be a host name, such as ns1.example.com.',
    ],
    [
      'TicketAllowedFileTypes',
      'jpg;pdf',
      'TicketAllowedFileTypes must be file extensions separated by commas, such as .jpg,.pdf.',
    ],
    [
      'Timezone',
      'Mars/Olympus',
      'Timezone must be the name of a time zone, such as Europe/Berlin.',
    ],
    [
      'MailFromName',
      'A\nBcc: x@example.com',
      'MailFromName must be one line of at most 255 characters.',
    ],
  ])('refuses %s=%s (R12)', async (name, value, message) => {
    const before = await get(name);
    expect(await set(name, value)).toEqual({ result: 'error', message });
    expect(await get(name)).toBe(before);
  });

  it.each([
    ['DailyCronHour', '23', '23'],
    ['DailyCronHour', '0', '0'],
    ['Country', 'se', 'SE'],
    ['Language', 'German', 'german'],
    ['DNSResolver', '[2001:db8::1]:5353', '[2001:db8::1]:5353'],
    ['DefaultNameserver1', 'NS1.Größe.example.', 'ns1.xn--gre-6ka8i.example'],
  ])('takes %s=%s as %s (R12)', async (name, value, stored) => {
    expect((await set(name, value)).result).toBe('success');
    expect(await get(name)).toBe(stored);
    await set(name, '');
  });

  it('knows no setting that decides nothing (R14)', async () => {
    for (const name of ['MaxMindAccountId', 'MaxMindLicenseKey', 'RecaptchaSecretKey'])
      expect(await set(name, 'x')).toEqual({
        result: 'error',
        message: 'Invalid name for parameter setting',
      });
  });
});

it('switches off by an empty value what is on by default (R13)', async () => {
  expect((await set('AutoSuspension', 'off')).value_changed).toBe('true');
  expect(await get('AutoSuspension')).toBe('');
  expect((await set('AutoSuspension', '')).value_changed).toBe('false');
  expect(await get('AutoSuspension')).toBe('');
  expect((await set('AutoSuspension', 'on')).value_changed).toBe('true');
  expect((await set('AutoSuspension', '')).value_changed).toBe('true');
  expect(await get('AutoSuspension')).toBe('');
  await set('AutoSuspension', 'on');
});
