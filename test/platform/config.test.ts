import { readFileSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '#config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

const complaint = (env: Record<string, string>) => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
};

describe('the configuration', () => {
  it('starts out of the box on this machine only, with the embedded database', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataDir: './data',
      publicUrl: 'http://localhost:4000',
      planner: true,
      demo: true,
      limits: { requestsPerMinute: 6_000, costPerMinute: 60_000_000, failuresPerTenMinutes: 20 },
      corsOrigins: [],
      mailer: undefined,
      storage: { name: 'disk', settings: { folder: 'data/files' } },
    });
  });

  it('has the demo with the embedded database unless DEMO says off, else only if it says on (G15)', () => {
    const own = { DATABASE_URL: 'postgresql://u:p@h/n', ENCRYPTION_KEY: `a:${'A'.repeat(43)}=` };
    const demo = (env: Record<string, string>) => readConfig(env).demo;
    expect([demo({}), demo({ DEMO: 'off' }), demo({ DEMO: 'on' })]).toEqual([true, false, true]);
    expect([demo(own), demo({ ...own, DEMO: '1' })]).toEqual([false, true]);
  });

  it('reads lists, switches and addresses', () => {
    const config = readConfig({
      PORT: '0',
      CORS_ORIGINS: 'https://app.example.com, http://localhost:3000',
      TRUST_PROXY: '10.0.0.0/8,::1',
      DEMO: '1',
      PLANNER: 'off',
      PUBLIC_URL: 'https://api.example.com/',
    });
    expect(config).toMatchObject({
      port: 0,
      corsOrigins: ['https://app.example.com', 'http://localhost:3000'],
      trustProxy: ['10.0.0.0/8', '::1'],
      demo: true,
      planner: false,
      publicUrl: 'https://api.example.com',
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', LOG_LEVEL: '' })).toMatchObject({
      port: 4000,
      databaseUrl: undefined,
      logLevel: 'info',
    });
  });

  it.each([
    ['PORT', '70000', /PORT: set it to a whole number from 0 to 65535/],
    ['PORT', 'http', /PORT: /],
    ['DATABASE_URL', 'mysql://host/name', /DATABASE_URL: set it to an address like postgresql:/],
    ['BOOTSTRAP_TOKEN', 'short', /BOOTSTRAP_TOKEN: set it to at least 24 characters/],
    ['ENCRYPTION_KEY', 'c2hvcnQ=', /ENCRYPTION_KEY: .*32 bytes.*openssl rand/],
    ['CORS_ORIGINS', '*', /CORS_ORIGINS: list origins/],
    ['CORS_ORIGINS', 'https://app.example.com/', /CORS_ORIGINS: .*without a path/],
    ['TRUST_PROXY', '10.0.0.0/40', /TRUST_PROXY: list the addresses/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL: set it to one of fatal/],
    ['PLANNER', 'maybe', /PLANNER: set it to one of on, off/],
    ['RATE_LIMIT', '-1', /RATE_LIMIT: set it to a whole number from 0/],
    ['ATTEMPT_LIMIT', 'few', /ATTEMPT_LIMIT: set it to a whole number from 0/],
    ['SMTP_URL', 'mail.example.com', /SMTP_URL: /],
    ['SHADOW_UPSTREAM', 'http://old.example.com/rapi', /SHADOW_UPSTREAM: .*https:/],
    ['SHADOW_UPSTREAM', 'https://user:word@old.example.com/rapi', /SHADOW_UPSTREAM: set it to/],
    ['SHADOW_UPSTREAM', 'https://old.example.com/rapi?token=x', /SHADOW_UPSTREAM: set it to/],
    ['SHADOW_UPSTREAM', 'https://10.0.0.7/rapi', /SHADOW_UPSTREAM: .*PRIVATE_UPSTREAM=on/],
    ['SHADOW_UPSTREAM', 'https://0x7f.1.2.3.4/rapi', /SHADOW_UPSTREAM: set it to/],
    ['SHADOW_UPSTREAM', 'https://169.254.169.254/rapi', /SHADOW_UPSTREAM: .*PRIVATE_UPSTREAM=on/],
    ['SHADOW_UPSTREAM', 'https://[fd00::1]/rapi', /SHADOW_UPSTREAM: .*PRIVATE_UPSTREAM=on/],
    ['SHADOW_SECONDS', '0', /SHADOW_SECONDS: set it to a whole number from 1 to 300/],
    ['S3_URL', 'http://s3.example.com/files', /S3_URL: .*http only on this machine/],
    ['S3_URL', 'https://s3.example.com/files', /S3_ACCESS_KEY_ID: .*\n.*S3_SECRET_ACCESS_KEY: /],
  ])('refuses %s=%s and says what to do', (name, value, message) => {
    expect(complaint({ [name]: value })).toMatch(message);
  });

  it('sends calls on to an old system, on this machine without TLS', () => {
    const shadow = (env: Record<string, string>) => readConfig(env).shadow;
    expect(shadow({})).toBeUndefined();
    expect(shadow({ SHADOW_UPSTREAM: 'http://127.0.0.1:81/rapi//' })).toEqual({
      url: 'http://127.0.0.1:81/rapi',
      seconds: 60,
      allowsPrivate: false,
    });
    const near = { SHADOW_UPSTREAM: 'https://10.0.0.7/rapi', PRIVATE_UPSTREAM: 'on' };
    expect(shadow({ ...near, SHADOW_SECONDS: '5' })).toMatchObject({ seconds: 5 });
    expect(complaint({ ...near, QUIET: 'on' })).toMatch(/SHADOW_UPSTREAM: leave it out, or QUIET/);
  });

  it('wants an encryption key with a shared database', () => {
    const url = 'postgresql://localhost/hostgraph';
    expect(complaint({ DATABASE_URL: url })).toMatch(/ENCRYPTION_KEY: required with DATABASE_URL/);
    expect(readConfig({ DATABASE_URL: url, ENCRYPTION_KEY: `a:${KEY}` }).databaseUrl).toBe(url);
  });

  it('names every fault at once and never repeats a value', () => {
    const message = complaint({ PORT: 'x', BOOTSTRAP_TOKEN: 'hunter2', ENCRYPTION_KEY: 'hunter3' });
    expect(message).toMatch(/PORT: .*\n.*BOOTSTRAP_TOKEN: .*\n.*ENCRYPTION_KEY: /);
    expect(message).not.toContain('hunter');
  });
});

it('verifies the server with sslmode=require, as the README says (F64)', () => {
  const sslOf = (mode: string) => {
    const client = new pg.Client({ connectionString: `postgresql://u@db.test/d?sslmode=${mode}` });
    return (client as unknown as { ssl: unknown }).ssl;
  };
  // An empty object are Node's own rules, by which a certificate is verified.
  expect(sslOf('require')).toEqual(sslOf('verify-full'));
  expect(sslOf('require')).toEqual({});
  expect(sslOf('no-verify')).toEqual({ rejectUnauthorized: false });
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toMatch(
    /`sslmode=require` verifies the server's certificate as `verify-full` does/,
  );
});
