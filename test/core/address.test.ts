import { describe, expect, it } from 'vitest';
import {
  clientAddress,
  inRanges,
  isPublicAddress,
  isRange,
  normalizeAddress,
} from '#core/addresses/ip-address.ts';

describe('addresses', () => {
  it.each([
    [' 203.0.113.9 ', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['127.1', undefined],
    ['0x7f.0.0.1', undefined],
    ['010.0.0.1', undefined],
    ['256.1.1.1', undefined],
    ['fe80::1%eth0', undefined],
    ['example.com', undefined],
  ])('normalise %j to %j', (provided, expected) => {
    expect(normalizeAddress(provided)).toBe(expected);
  });

  it('match ranges of their own family, mapped forms included', () => {
    expect(inRanges('10.1.2.3', ['10.0.0.0/8'])).toBe(true);
    expect(inRanges('::ffff:10.1.2.3', ['10.0.0.0/8'])).toBe(true);
    expect(inRanges('10.1.2.3', ['::ffff:10.0.0.0/104'])).toBe(true);
    expect(inRanges('11.1.2.3', ['10.0.0.0/8', '11.1.2.3'])).toBe(true);
    expect(inRanges('2001:db8::5', ['10.0.0.0/8', '2001:db8::/32'])).toBe(true);
    expect(inRanges('11.1.2.3', ['10.0.0.0/8', 'nonsense', '2001:db8::/32'])).toBe(false);
    expect(['10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '::/129'].some(isRange)).toBe(false);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    '::7f00:1',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'not an address',
  ])('do not take %s for public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('take ordinary internet addresses for public', () => {
    expect(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'].every(isPublicAddress)).toBe(true);
  });

  it('believe X-Forwarded-For only as far as trusted proxies wrote it', () => {
    const proxies = ['10.0.0.0/8'];
    const seen = (remote: string, header?: string) => clientAddress(remote, header, proxies);
    expect(seen('198.51.100.7', '1.1.1.1')).toBe('198.51.100.7');
    expect(seen('::ffff:10.0.0.1', '1.1.1.1, 203.0.113.9')).toBe('203.0.113.9');
    expect(seen('10.0.0.1', '1.1.1.1, 203.0.113.9:4711, 10.2.2.2')).toBe('203.0.113.9');
    expect(seen('10.0.0.1', '[2001:db8::1]:443')).toBe('2001:db8::1');
    expect(seen('10.0.0.1', '1.1.1.1, garbage')).toBe('10.0.0.1');
    expect(seen('10.0.0.1')).toBe('10.0.0.1');
  });
});
