import { Worker } from 'node:worker_threads';
import { afterAll, expect, it } from 'vitest';
import { Press } from '#modules/billing/pdf/press.ts';

/** A thread that draws a bill at once, dies of one and never ends another. */
const CODE = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, bill }) => {
    while (bill === 'endless');
    if (bill === 'deadly') process.exit(1);
    if (bill === 'odd') return parentPort.postMessage({ id, fault: 'odd' });
    parentPort.postMessage({ id, bytes: new TextEncoder().encode(bill) });
  });`;

let threads = 0;
const press = new Press<string>(() => {
  threads += 1;
  return new Worker(CODE, { eval: true });
}, 300);
afterAll(() => press.close());

const draw = async (bill: string) => new TextDecoder().decode(await press.print(bill));

it('gives a bill up that does not end, and draws the next one with a new thread (F44)', async () => {
  const endless = expect(draw('endless')).rejects.toThrow('too long');
  const next = draw('next');
  await endless;
  expect(await next).toBe('next');
  expect(threads).toBe(2);
  await expect(draw('deadly')).rejects.toThrow('ended');
  await expect(draw('odd')).rejects.toThrow('odd');
  expect(await draw('after')).toBe('after');
  expect(threads).toBe(3);
});

it('draws one and lets fifty wait; the others are asked to come again (F44)', async () => {
  const all = await Promise.allSettled(
    Array.from({ length: 1_000 }, async (_none, place) => draw(`bill ${place}`)),
  );
  const drawn = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(drawn).toEqual(Array.from({ length: 51 }, (_none, place) => `bill ${place}`));
  const codes = all.flatMap((one) =>
    one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
  );
  expect(new Set(codes)).toEqual(new Set(['UNAVAILABLE']));
});
