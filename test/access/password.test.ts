import { createHash } from 'node:crypto';
import { hashSync as argonSync } from '@node-rs/argon2';
import { hashSync } from 'bcryptjs';
import { describe, expect, it } from 'vitest';
import { hashPassword, needsUpgrade, verifyPassword } from '#modules/access/passwords/password.ts';

const PASSWORD = 'correct horse battery staple';
const md5 = (salt: string) =>
  `${createHash('md5')
    .update(salt + PASSWORD)
    .digest('hex')}:${salt}`;

describe('a password', () => {
  it('is stored as argon2id, differently each time', async () => {
    const [first, second] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(needsUpgrade(first)).toBe(false);
    expect(await verifyPassword(first, PASSWORD)).toBe(true);
    expect(await verifyPassword(first, `${PASSWORD} `)).toBe(false);
  });

  it.each([
    ['bcrypt', hashSync(PASSWORD, 4)],
    ['bcrypt as PHP writes it', hashSync(PASSWORD, 4).replace(/^\$2b\$/, '$2y$')],
    ['salted md5', md5('aB3$x')],
    ['salted md5 whose salt holds a colon', md5('a:b')],
    ['a cheaper argon2id', argonSync(PASSWORD, { memoryCost: 1024, timeCost: 1 })],
  ])('is recognised behind %s, which is to be upgraded', async (_title, stored) => {
    expect(await verifyPassword(stored, PASSWORD)).toBe(true);
    expect(await verifyPassword(stored, 'another')).toBe(false);
    expect(needsUpgrade(stored)).toBe(true);
  });

  it.each([[null], [''], ['!'], ['plain text'], ['$argon2id$v=19$broken']])(
    'never fits %j',
    async (stored) => {
      expect(await verifyPassword(stored, stored ?? '')).toBe(false);
      expect(await verifyPassword(stored, PASSWORD)).toBe(false);
    },
  );

  it('takes as long to refuse where there is no hash', async () => {
    const stored = await hashPassword(PASSWORD);
    await verifyPassword(null, 'warm up');
    const time = async (hashed: string | null) => {
      const before = performance.now();
      for (let i = 0; i < 5; i++) await verifyPassword(hashed, 'wrong');
      return performance.now() - before;
    };
    const [known, unknown] = [await time(stored), await time(null)];
    expect(unknown).toBeGreaterThan(known / 4);
    expect(unknown).toBeLessThan(known * 4);
  });

  it('is not looked at when it is absurdly long', async () => {
    const long = 'x'.repeat(300);
    expect(await verifyPassword(await hashPassword(long), long)).toBe(false);
  });
});
