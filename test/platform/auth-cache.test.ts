import { expect, it } from 'vitest';
import { AuthCache } from '#platform/auth-cache.ts';

const authCache = () => new AuthCache({ isAlone: false });

it('asks once for many who want to know the same at once', async () => {
  let requested = 0;
  const known = authCache();
  const read = () => Promise.resolve((requested += 1));
  await Promise.all(Array.from({ length: 20 }, () => known.get('token', read)));
  expect(requested).toBe(1);
});

it('asks again for what was not there, and for what could not be read', async () => {
  const known = authCache();
  expect(await known.get('token', () => Promise.resolve(null))).toBeNull();
  await expect(known.get('token', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await known.get('token', () => Promise.resolve('here'))).toBe('here');
});

it('outlives what every other process believed before a change', async () => {
  const [here, there] = [authCache(), authCache()];
  let state = 'may';
  const read = () => Promise.resolve(state);
  expect(await there.get('token', read)).toBe('may');
  state = 'may not';
  await here.outlive();
  expect(await there.get('token', read)).toBe('may not');
});
