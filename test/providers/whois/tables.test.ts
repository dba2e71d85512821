import { describe, expect, test } from 'vitest';
import { fetchBootstrap, parseBootstrap, shippedBootstrap } from '#providers/whois/bootstrap.ts';
import { isPublicAddress } from '#core/addresses/ip-address.ts';
import { publicLookup, requirePublicHost } from '#providers/whois/guard.ts';
import { judgeWhois, whoisServers } from '#providers/whois/servers.ts';
import { rdapProgram } from './programs.ts';

describe('the RDAP list', () => {
  test('ships with https servers of the large registries (D71)', () => {
    const list = shippedBootstrap();
    expect(list.get('com')).toEqual(['https://rdap.verisign.com/com/v1/']);
    expect(list.get('dev')).toEqual(['https://pubapi.registry.google/rdap/']);
    expect(list.get('io')).toEqual(['https://rdap.identitydigital.services/rdap/']);
    expect(list.get('ch')).toEqual(['https://rdap.nic.ch/']);
    expect(list.get('li')).toEqual(['https://rdap.nic.li/']);
    expect(list.get('de')).toEqual(['https://rdap.denic.de/']);
    expect(list.get('sg')).toEqual(['https://rdap.sgnic.sg/rdap/']);
    for (const addresses of list.values())
      for (const address of addresses) expect(address).toMatch(/^https:\/\/[a-z0-9./-]+\/$/);
  });

  test('in IANA’s form is read, and what is not https is left out', () => {
    const services = [
      [
        ['A', 'b'],
        ['http://x.test', 'https://x.test/rdap'],
      ],
      [['c'], ['http://only.test/']],
      ['broken'],
    ];
    const list = parseBootstrap(JSON.stringify({ version: '1.0', services }));
    expect([...list]).toEqual([
      ['a', ['https://x.test/rdap/']],
      ['b', ['https://x.test/rdap/']],
    ]);
    expect(() => parseBootstrap('{}')).toThrow('no services');
  });
});

test('a fresh list goes over the shipped one, and a bad answer is no list', async () => {
  const services = [[['com'], ['https://new.test/']]];
  const program = await rdapProgram((request, response) => {
    const page = request.url === '/page';
    response.end(page ? '<html></html>' : JSON.stringify({ services }));
  });
  const list = await fetchBootstrap(`http://127.0.0.1:${program.port}/`);
  expect(list.get('com')).toEqual(['https://new.test/']);
  expect(list.get('co')).toEqual(['https://rdap.registry.co/co/']);
  await expect(fetchBootstrap(`http://127.0.0.1:${program.port}/page`)).rejects.toThrow();
  await program.close();
});

describe('the WHOIS table', () => {
  const answers: [string, string][] = [
    ['com', 'No match for "FREE.COM".\n>>> Last update'],
    ['de', 'Domain: free.de\nStatus: free\n'],
    ['eu', 'Domain: free.eu\nScript: LATIN\n\nStatus: AVAILABLE\n'],
    ['uk', '    No match for "free.uk".\n'],
    ['nl', 'free.nl is free\n'],
    ['fr', '%%\n%% NOT FOUND\n'],
    ['se', 'domain "free.se" not found.\n'],
    ['jp', '[ xx ]\nNo match!!\n'],
    ['org', 'Domain not found.\n'],
  ];
  for (const [tld, text] of answers)
    test(`knows how .${tld} says free`, () => {
      expect(judgeWhois(text, whoisServers[tld]!)).toBe('available');
    });

  test('knows a connected .de domain from a free one', () => {
    expect(judgeWhois('Domain: x.de\nNserver: a.b\nStatus: connect\n', whoisServers['de']!)).toBe(
      'unavailable',
    );
  });
});

test('only addresses of the public internet are public', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
  ];
  const inside6 = ['::1', 'fe80::1', 'fc00::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::'];
  for (const address of [...inside, ...inside6]) expect(isPublicAddress(address)).toBe(false);
  expect(isPublicAddress('8.8.8.8')).toBe(true);
  expect(isPublicAddress('2001:4860:4860::8888')).toBe(true);
  expect(() => requirePublicHost('[::1]')).toThrow('not on the public internet');
  expect(() => requirePublicHost('whois.iana.org')).not.toThrow();
});

test('a name that leads to a private address is not looked up', async () => {
  const found = await new Promise((resolve) =>
    publicLookup('localhost', { all: true }, (error, address) => resolve(error ?? address)),
  );
  expect(found).toBeInstanceOf(Error);
});
