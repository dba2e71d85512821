import { describe, expect, test } from 'vitest';
import { decoded } from '#providers/whois/port43.ts';
import { judgeWhois, whoisServers } from '#providers/whois/servers.ts';

/** The answer of the registry of a TLD, in its documented format, as it is judged. */
const verdict = (tld: string, text: string) => judgeWhois(text, whoisServers[tld] ?? { host: '' });

describe('a free name is known by the status its registry gives, not by a line with its name', () => {
  test.each([
    ['ca', 'Domain name:           free.ca\nDomain status:         available\n'],
    ['gg', 'Domain Name: free.gg\nDomain Status: Available\n'],
    ['ms', 'Domain Name: free.ms\nDomain Status: No Object Found\n'],
    ['ke', 'Query: free.ke\nStatus: Not Registered\n'],
    ['de', 'Domain: free.de\nStatus: free\n'],
    ['nz', 'domain_name: free.nz\nquery_status: 220 Available\n'],
  ])('.%s (D39)', (tld, text) => expect(verdict(tld, text)).toBe('available'));
});

describe('a free name is known by the words of its registry', () => {
  test.each([
    ['hu', 'Nincs találat / No match\n'],
    ['ch', 'We do not have an entry in our database matching your query.\n'],
    ['kr', 'query : free.kr\n\nAbove domain name is not registered to KRNIC.\n'],
    ['tw', 'No Found\n'],
    ['hk', 'The domain has not been registered.\n'],
    ['cl', 'free.cl: no existe\n'],
    ['mx', 'No_Se_Encontro_El_Objeto/Object_Not_Found\n'],
    ['bg', 'Domain name free.bg does not exist in database!\n'],
    ['by', 'Object does not exist\n'],
    [
      'il',
      '% The data is restricted by copyright.\n\n% No data was found to match the request criteria.\n',
    ],
    ['fr', '%%\n%% NOT FOUND\n'],
    ['com', 'No match for "FREE.COM".\n>>> Last update of whois database: 2026-11-29 <<<\n'],
  ])('.%s (D40)', (tld, text) => expect(verdict(tld, text)).toBe('available'));
});

describe('what nobody can buy is not free', () => {
  test.each([
    ['ie', 'The queried object does not exist: this name is reserved by the Registry\n'],
    ['jp', '[Domain Name] X.JP\n[State] Reserved\n'],
    ['pro', 'Name is reserved by afilias\n'],
    ['wed', 'Domain Name: x.wed\nDomain Status: Prohibited String - Object Cannot Be Registered\n'],
  ])('.%s (D41)', (tld, text) => expect(verdict(tld, text)).toBe('unavailable'));
});

describe('a registered name is taken by its data', () => {
  test.each([
    [
      'com',
      'Domain Name: X.COM\nRegistrar: Example Registrar\nCreation Date: 2001-01-01T00:00:00Z\n',
    ],
    [
      'eu',
      'Domain: x.eu\n\nRegistrar:\n        Name: Example\n\nName servers:\n        ns1.x.eu\n',
    ],
    ['de', 'Domain: x.de\nNserver: a.b\nStatus: connect\n'],
    ['uk', 'Domain name:\n  x.uk\nRegistrar:\n  Example\nRegistration status:\n  No match\n'],
    [
      'fr',
      'domain: x.fr\nstatus: ACTIVE\nholder-c: X1\nregistrar: Example\n%% NOT FOUND is what a free name gets\n',
    ],
  ])('.%s', (tld, text) => expect(verdict(tld, text)).toBe('unavailable'));
});

test('an answer that says nothing of the name is not known, and so never free', () => {
  const answers = [
    '',
    'Domain Name: x.test\n',
    '%% Too many requests...\n%%\n%% No entries found in the database.\n',
    'No match, query limit exceeded\n',
    '-1: Still in grace period, wait 7777777 seconds\n',
    'This Domain is not in our hands\n',
  ];
  for (const text of answers) expect([text, verdict('test', text)]).toEqual([text, 'unknown']);
});

test('text that is no UTF-8 is read as ISO-8859-1, without a broken letter (D45)', () => {
  expect(decoded(Buffer.from('Ren\xe9', 'latin1'))).toBe('René');
  expect(decoded(Buffer.from('René', 'utf8'))).toBe('René');
});
