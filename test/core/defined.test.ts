import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defined } from '#core/defined.ts';

it('says what is missing where an assumption is wrong (F69)', () => {
  expect(defined(0, 'number')).toBe(0);
  expect(() => defined(null, 'invoice of transaction 7')).toThrow(
    'There is no invoice of transaction 7, though there must be one.',
  );
});

it('takes no row of the database for granted (F69)', () => {
  const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated/'))
    .flatMap((name) =>
      readFileSync(`src/${name}`, 'utf8')
        .split('\n')
        .filter((line) => /\b(?:row|set|registrar|gateway|invoice|client)!/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
