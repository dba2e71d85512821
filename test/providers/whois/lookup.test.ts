import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { lookup, type LookupOptions } from '#providers/whois/lookup.ts';
import { rdapProgram, whoisProgram, type Program } from './programs.ts';

const running: Program[] = [];
afterEach(() => Promise.all(running.splice(0).map((program) => program.close())));

async function rdap(answer: RequestListener): Promise<Program> {
  const program = await rdapProgram(answer);
  running.push(program);
  return program;
}

async function whois(answer: Parameters<typeof whoisProgram>[0]): Promise<Program> {
  const program = await whoisProgram(answer);
  running.push(program);
  return program;
}

/** Directories for `.test`: one speaks RDAP, the other WHOIS; either may be missing. */
function directories(rdap?: Program, whois?: Program): LookupOptions {
  return {
    timeoutMs: 300,
    allowPrivate: 'tables',
    bootstrap: new Map(rdap ? [['test', [`http://127.0.0.1:${rdap.port}/rdap/`]]] : []),
    servers: whois ? { test: { host: '127.0.0.1', port: whois.port } } : {},
    root: { host: '127.0.0.1', port: 1 },
  };
}

const domain = {
  objectClassName: 'domain',
  ldhName: 'TAKEN.TEST',
  status: ['active'],
  events: [{ eventAction: 'expiration', eventDate: '2027-06-24T00:00:00Z' }],
  entities: [
    { roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', 'Some Inc\u0007']]] },
  ],
};

describe('a lookup by RDAP', () => {
  test('takes 404 for free and a domain object for taken, with its data as text', async () => {
    const server = await rdap((request, response) => {
      response.statusCode = request.url === '/rdap/domain/taken.test' ? 200 : 404;
      response.end(response.statusCode === 200 ? JSON.stringify(domain) : '{"errorCode":404}');
    });
    const options = directories(server);
    expect(await lookup('free.test', options)).toEqual({ status: 'available', source: 'rdap' });
    const taken = await lookup('TAKEN.test', options);
    expect(taken).toMatchObject({ status: 'unavailable', source: 'rdap' });
    expect(taken.text).toBe(
      'Domain Name: TAKEN.TEST\nRegistrar: Some Inc\nexpiration: 2027-06-24T00:00:00Z\nStatus: active',
    );
  });

  const bad: [string, RequestListener][] = [
    ['hangs', () => {}],
    ['drops the line', (_request, response) => void response.destroy()],
    ['is busy', (_request, response) => void response.writeHead(429).end()],
    ['answers 200 with an error', (_request, response) => void response.end('{"errorCode":400}')],
    ['answers rubbish', (_request, response) => void response.end('{"objectClassName":')],
    [
      'answers 404 with a web page',
      (_request, response) => void response.writeHead(404).end('<html>Not found</html>'),
    ],
    ['answers 10 MB', (_request, response) => void response.end(`"${'x'.repeat(10 << 20)}"`)],
    [
      'refers to a private address',
      (_request, response) =>
        void response.writeHead(302, { location: 'https://169.254.169.254/latest' }).end(),
    ],
  ];
  for (const [title, answer] of bad)
    test(`a server that ${title} leaves the name unknown, never free`, async () => {
      const server = await rdap(answer);
      const found = await lookup('some.test', directories(server));
      expect(found).toMatchObject({ status: 'unknown', source: 'rdap' });
      expect(found.text).toBeTruthy();
    });

  test('WHOIS is asked when RDAP does not know', async () => {
    const server = await rdap((_request, response) => void response.writeHead(500).end());
    const port43 = await whois(() => 'No match for "FREE.TEST".\r\n');
    expect(await lookup('free.test', directories(server, port43))).toMatchObject({
      status: 'available',
      source: 'whois',
    });
  });
});

describe('a lookup by WHOIS', () => {
  test('sends one line and reads free, taken and neither by the words of the answer', async () => {
    const server = await whois((query) =>
      query === 'taken.test'
        ? 'Domain Name: TAKEN.TEST\r\nRegistrar: Some\u0000 Inc\u001b[2J\r\n'
        : query === 'free.test'
          ? '% No entries found for the selected source(s).\r\n'
          : 'Query rate limit exceeded, try again later: not found\r\n',
    );
    const options = directories(undefined, server);
    const taken = await lookup('taken.test', options);
    expect(taken).toEqual({
      status: 'unavailable',
      source: 'whois',
      text: 'Domain Name: TAKEN.TEST\nRegistrar: Some Inc[2J',
    });
    expect((await lookup('free.test', options)).status).toBe('available');
    expect((await lookup('odd.test', options)).status).toBe('unknown');
    expect(server.requested).toEqual(['taken.test', 'free.test', 'odd.test']);
  });

  test('a taken domain whose data mention something not found is not free', async () => {
    const server = await whois(() => 'Domain: x.test\nStatus: ok\nNot found: DS record\n');
    expect((await lookup('x.test', directories(undefined, server))).status).toBe('unavailable');
  });

  test('a server that trickles, or sends without end, is given up', async () => {
    const slow = await whois((_query, socket) => {
      const timer = setInterval(() => socket.write('.'), 50);
      socket.on('close', () => clearInterval(timer));
      return null;
    });
    const started = performance.now();
    const found = await lookup('x.test', directories(undefined, slow));
    expect(found).toMatchObject({ status: 'unknown', text: '127.0.0.1 did not answer in time.' });
    expect(performance.now() - started).toBeLessThan(1500);
    const endless = await whois(() => 'No match\n'.repeat(1 << 18));
    const long = await lookup('x.test', directories(undefined, endless));
    expect(long).toMatchObject({ status: 'unknown', text: 'The answer of 127.0.0.1 is too long.' });
  });

  test('at most two queries are open at one server', async () => {
    const server = await whois(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return 'No match\n';
    });
    const options = { ...directories(undefined, server), timeoutMs: 2000 };
    const names = Array.from({ length: 8 }, (_, index) => `n${index}.test`);
    const found = await Promise.all(names.map((name) => lookup(name, options)));
    expect(found.every(({ status }) => status === 'available')).toBe(true);
    expect(server.most()).toBe(2);
  });

  test('the root tells the server of a suffix that is not listed', async () => {
    const server = await whois((query) =>
      query === 'test'
        ? 'refer: 127.0.0.1\n'
        : 'Domain Name: X.TEST\nRegistrar WHOIS Server: 127.0.0.1\n',
    );
    const root = { host: '127.0.0.1', port: server.port };
    const options = { ...directories(), root, referralPort: server.port, followReferral: true };
    const followed = await lookup('x.test', { ...options, allowPrivate: 'all' });
    expect(followed).toMatchObject({ status: 'unavailable', source: 'whois' });
    expect(server.requested).toEqual(['test', 'x.test']);
    const refused = await lookup('x.test', options);
    expect(refused).toMatchObject({ status: 'unknown' });
    expect(refused.text).toBe('The directory server is not on the public internet.');
    expect(server.requested).toEqual(['test', 'x.test', 'test']);
  });

  test('a referral to a private server is not followed and the registry’s text stays', async () => {
    const inner = await whois(() => 'Domain Name: secret\n');
    const registry = await whois(
      () => 'Domain Name: X.TEST\nRegistrar WHOIS Server: localhost.localdomain\n',
    );
    const options = directories(undefined, registry);
    const found = await lookup('x.test', {
      ...options,
      followReferral: true,
      referralPort: inner.port,
    });
    expect(found.text).toContain('X.TEST');
    expect(inner.requested).toEqual([]);
  });
});

test('what is not a domain name is refused before anybody is asked', async () => {
  const bad = ['', 'x', 'a b.test', 'x.test\r\nother', '-x.test', '../x.test', 'é.test'];
  for (const name of [...bad, `${'a'.repeat(64)}.test`])
    await expect(lookup(name, directories())).rejects.toThrow('not a domain name');
});
