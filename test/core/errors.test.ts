import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorMessages } from '#core/errors.ts';

it('declares each code in one file, and leaves none out (F68)', async () => {
  const files = readdirSync('src/core/errors').filter((name) => name !== 'advice.ts');
  const found: [code: string, file: string][] = [];
  for (const file of files) {
    const declared = Object.values(await import(`#core/errors/${file}`)) as object[];
    for (const messages of declared)
      for (const code of Object.keys(messages)) found.push([code, file]);
  }
  const twice = found.filter(([code], place) => found.findIndex(([one]) => one === code) !== place);
  expect(twice).toEqual([]);
  expect(found.map(([code]) => code).toSorted()).toEqual(Object.keys(errorMessages).toSorted());
});
