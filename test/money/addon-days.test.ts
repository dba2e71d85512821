import { afterAll, beforeAll, it, vi } from 'vitest';
import { freeze, useSystemClock } from '#core/clock.ts';
import { openGateway } from '#test/gateway.ts';
import type { Store } from '#test/oracle/shop.ts';
import { addItem, takeAddon } from './cart.ts';
import { openCompany } from './company.ts';
import { accept, order } from './orders.ts';
import { pay } from './payments.ts';
import { play, type Stage } from './play.ts';
import { passDays } from './renewing.ts';
import type { Named } from './steps.ts';

vi.setConfig({ testTimeout: 60_000 });

let stage: Stage;
beforeAll(async () => {
  const gateway = await openGateway();
  const ask: Stage['ask'] = (document, variables) => gateway.ask(document, variables);
  const setDay = (day: string) => void freeze(`${day}T12:00:00Z`);
  stage = { ask, company: await openCompany(ask), setDay };
});
afterAll(useSystemClock);

const monthly = (price: string) => [{ currency: 'USD', cycle: 'MONTHLY', price, setupFee: '0' }];

/** A shop with one product that is billed on a day of the month, and an addon. */
const shopOf = (day: number): Store => ({
  base: 'USD',
  currency: { code: 'USD', decimals: 2, rate: '1' },
  taxes: { isInclusive: false, levels: [] },
  groupPercent: '0',
  products: [
    {
      payType: 'RECURRING',
      isTaxed: false,
      rows: monthly('31'),
      prorata: { day, nextMonthAfterDay: 0 },
      hasOptions: false,
      allowsQuantity: false,
    },
  ],
  options: [{ isQuantity: true, choices: [monthly('1')] }],
  addons: [{ payType: 'RECURRING', isTaxed: false, rows: monthly('8') }],
  promotions: [],
});

const step = (words: string, run: Named['step']): Named => ({ words, step: run });

// Bought on 31 October, its periods begin on 30 November, 31 December, 31 January and 28 February.
it('renews an addon on its own day of the month, not on the billing day of its product', async () => {
  const days = [31, 31, 31, 28].map((count) => step('passDays', passDays(count)));
  const bought = [
    step('addItem', addItem(0, 'MONTHLY', 1)),
    step('takeAddon', takeAddon(0, 0)),
    step('order', order()),
    step('accept', accept(0)),
    step('pay', pay(0, null)),
  ];
  const visits = [[...bought, ...days]];
  await play(stage, { store: shopOf(30), day: '2027-10-31', visits });
});
