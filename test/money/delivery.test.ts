import { afterAll, beforeAll, it, vi } from 'vitest';
import { freeze, useSystemClock } from '#core/clock.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { startServices } from '#modules/services/automation.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { type Ask, change } from './ask.ts';
import { openCompany } from './company.ts';
import { delivers } from './delivery.ts';

vi.setConfig({ testTimeout: 60_000 });

let gateway: Gateway;
let ask: Ask;
beforeAll(async () => {
  gateway = await openGateway(startServices, startOrders);
  ask = (document, variables) => gateway.ask(document, variables);
  await openCompany(ask);
  freeze('2027-05-05T12:00:00Z');
});
afterAll(useSystemClock);

it.each(['autorelease', 'cpanel'])(
  'delivers what was paid by %s, or says why not (rule 18)',
  async (module) => {
    const group = { title: module };
    const { productGroup } = await change(ask, 'addProductGroup', group, 'productGroup { id }');
    await delivers(ask, `Client:${gateway.stranger}`, productGroup.id, module);
  },
);
