import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RelayWake } from '#platform/outbox/relay-wake.ts';

let looks = 0;
let wake: RelayWake;
beforeEach(() => {
  vi.useFakeTimers();
  looks = 0;
  wake = new RelayWake(() => void (looks += 1));
});
afterEach(() => {
  wake.stop();
  vi.useRealTimers();
});

it('notifies other processes once a second at most, however much is committed', () => {
  expect(wake.notifies()).toBe(true);
  wake.committed(true);
  expect(wake.notifies()).toBe(false);
  vi.advanceTimersByTime(999);
  expect(wake.notifies()).toBe(false);
  vi.advanceTimersByTime(2);
  expect(wake.notifies()).toBe(true);
  // A transaction that notified and was undone told nobody: the next one does.
  expect(wake.notifies()).toBe(true);
  expect(looks).toBe(1);
});

it('looks after each commit of its own, and reads only where there is something new', () => {
  expect(wake.isDue(0n)).toBe(true);
  expect(wake.isDue(0n)).toBe(false);
  wake.committed(false);
  expect([looks, wake.isDue(0n), wake.isDue(0n)]).toEqual([1, true, false]);
  wake.hear('7');
  expect([wake.isDue(6n), wake.isDue(7n)]).toEqual([true, false]);
});

it('looks each second for ten seconds after it was notified, and else each minute', () => {
  wake.hear('7');
  expect(looks).toBe(1);
  vi.advanceTimersByTime(30_000);
  // At 1 s to 9 s; what is 10 s old is old enough.
  expect(looks).toBe(10);
  vi.advanceTimersByTime(30_000);
  expect(looks).toBe(11);
});
