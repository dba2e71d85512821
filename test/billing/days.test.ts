import { beforeAll, expect, vi } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { together } from '#test/setup/together.ts';
import { after } from '#test/oracle/calendar.ts';
import { expectedBills } from './days-expected.ts';
import { liveThrough } from './days.ts';

vi.setConfig({ testTimeout: 120_000 });
let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const LAST = '2028-03-31';

/** 31 January, 29 February, the change of the clocks, and the ends of months. */
const sharp = new Set(['2028-01-31', '2028-02-15', '2028-02-29', '2028-03-26', '2028-03-31']);

/** The days on which something is to be made or to end; the long proof runs on all others too. */
const busy = new Set([
  ...expectedBills(LAST).map(({ issuedOn }) => issuedOn),
  ...expectedBills(LAST).map(({ dueOn }) => after(dueOn, 5)),
  '2028-03-10',
  '2028-03-20',
]);

together(
  'bills 63 days of a mixed book as an independent calculation does, run twice or once',
  async () => {
    const found = await liveThrough(gateway, 63, {
      isRun: (day) => busy.has(day) || sharp.has(day),
      isTwice: (day) => sharp.has(day),
    });
    expect(found.failures).toEqual([]);
    expect(found.restless).toEqual([]);
    expect(found.bills).toEqual(found.expected);
    expect(found.bills.length).toBeGreaterThan(20);
    expect(found.wrongBooks).toEqual([]);
    expect(found.ended).toEqual({ term: '2028-03-10', leaving: '2028-03-20' });
  },
);
