import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '#core/dates.ts';
import {
  byClock,
  domainTransitions,
  type LifeEvent,
  next,
  reminderDue,
  type Status,
} from '#modules/domains/life/life-cycle.ts';
import { asciiLabel, splitDomainName } from '#modules/domains/domain-name.ts';

const statuses = Object.keys(domainTransitions) as Status[];
const events = [
  ...new Set(statuses.flatMap((status) => Object.keys(domainTransitions[status]))),
] as LifeEvent[];

it('takes listed steps only, and ends where it ends', () => {
  const story = fc.array(fc.constantFrom(...events), { maxLength: 40 });
  fc.assert(
    fc.property(story, (happenings) => {
      let status: Status = 'PENDING';
      for (const event of happenings) {
        const after = next(status, event);
        expect(after).toBe(domainTransitions[status][event] ?? null);
        if (status === 'EXPIRED' || status === 'TRANSFERRED_AWAY') expect(after).toBeNull();
        status = after ?? status;
      }
    }),
  );
});

it('is held by nobody who was not given it', () => {
  // Its registry gave it, or gave it longer, or it was held before its order was found fraudulent:
  // that order set back to pending gives back what the registry never took.
  const given = ['received', 'renewed', 'reinstated'];
  for (const status of statuses)
    for (const event of events)
      if (next(status, event) === 'ACTIVE') expect(given).toContain(event);
  const reinstatedFrom = statuses.filter((status) => next(status, 'reinstated') !== null);
  expect(reinstatedFrom).toEqual(['FRAUD']);
  expect(next('PENDING', 'received')).toBeNull();
  expect(next('CANCELLED', 'renewed')).toBeNull();
});

it('lets a domain go through grace and redemption day by day', () => {
  const patience = { graceDays: 30, redemptionDays: 10 };
  const on = (days: number) => byClock('2027-02-28', patience, addDays('2027-02-28', days));
  expect([on(-1), on(0), on(1), on(30), on(31), on(40), on(41)]).toEqual([
    'ACTIVE',
    'ACTIVE',
    'GRACE',
    'GRACE',
    'REDEMPTION',
    'REDEMPTION',
    'EXPIRED',
  ]);
  expect(byClock('2027-02-28', { graceDays: 0, redemptionDays: 0 }, '2027-03-01')).toBe('EXPIRED');
});

it('reminds once at each number of days, and catches up after days without a run', () => {
  let reminded: number | null = null;
  const received: number[] = [];
  for (let left = 90; left >= 0; left -= 1) {
    if (left < 25 && left > 10) continue;
    const due = reminderDue(left, reminded);
    if (due !== null) received.push((reminded = due));
    expect(reminderDue(left, reminded)).toBeNull();
  }
  expect(received).toEqual([60, 30, 14, 7, 1]);
  expect(reminderDue(-1, null)).toBeNull();
});

it('takes names apart where the public suffix ends', () => {
  const sold = new Set(['com', 'co.uk', 'uk', 'xn--p1ai', 'uk.com']);
  const split = (text: string) => {
    const found = splitDomainName(text, (extension) => sold.has(extension));
    return typeof found === 'string' ? found : [found.label, found.extension];
  };
  expect(split('Example.COM.')).toEqual(['example', 'com']);
  expect(split('größe.co.uk')).toEqual(['xn--gre-6ka8i', 'co.uk']);
  expect(split('пример.рф')).toEqual(['xn--e1afmkfd', 'xn--p1ai']);
  expect(split('shop.uk')).toEqual(['shop', 'uk']);
  expect(split('shop.uk.com')).toEqual(['shop', 'uk.com']);
  for (const wrong of ['', 'com', 'co.uk', 'a.b.com', '-a.com', 'a_b.com', 'a b.com', '1.2.3.4'])
    expect([wrong, split(wrong)]).toEqual([wrong, 'invalid']);
  for (const foreign of ['example.net', 'example.org.uk'])
    expect(split(foreign)).toBe('unsupported');
  expect(asciiLabel('Größe')).toBe('xn--gre-6ka8i');
  expect(asciiLabel('two words')).toBeUndefined();
});
