import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startAffiliates } from '#modules/affiliates/automation.ts';
import { startServices } from '#modules/services/automation.ts';
import { knownSettings, type SettingName } from '#modules/settings/known-settings.ts';
import { openGateway } from '#test/gateway.ts';
import { done } from '#test/shop.ts';
import { commission } from './probes/affiliates.ts';
import { billingProbes } from './probes/billing.ts';
import { charged } from './probes/cards.ts';
import { companyProbes } from './probes/company.ts';
import { closedWhenIdle, endOfDebt } from './probes/daily.ts';
import { retentionProbes } from './probes/retention.ts';
import { serviceProbes } from './probes/service.ts';
import { openWorld, type Probe, type World } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });

const probes: Record<SettingName, Probe> = {
  ...companyProbes,
  ...billingProbes,
  ...serviceProbes,
  ...retentionProbes,
};
/** Those that move the clock, or leave rows behind that others would see, come last. */
const moving = new Set<Probe['see']>([
  commission,
  charged,
  endOfDebt,
  closedWhenIdle,
  ...Object.values(retentionProbes).map(({ see }) => see),
]);
const isMoving = ([, { see }]: [string, Probe]) => moving.has(see);

let world: World;
const thaw = freeze('2028-03-01T12:00:00Z');
beforeAll(async () => {
  world = await openWorld(await openGateway(startServices, startAffiliates));
});
afterAll(thaw);

const set = (setting: string, value: string) =>
  done(world.gateway, 'SetConfigurationValue', { setting, value });

/** What is seen under a value; nothing else of the settings is other than usual. */
async function under(name: SettingName, value: string, { with: more = {}, see }: Probe) {
  for (const [setting, wanted] of Object.entries(more)) await set(setting, wanted);
  await set(name, value);
  const seen = await see(world);
  for (const setting of [...Object.keys(more), name] as SettingName[])
    await set(setting, knownSettings[setting].default);
  return seen;
}

it('has a probe for every setting, and no other', () => {
  expect(Object.keys(probes).toSorted()).toEqual(Object.keys(knownSettings).toSorted());
});

describe('a change of the setting is seen from outside', () => {
  const all = Object.entries(probes) as [SettingName, Probe][];
  const ordered = [...all.filter((one) => !isMoving(one)), ...all.filter(isMoving)];
  it.each(ordered)('%s (R14)', async (name, probe) => {
    const { from = knownSettings[name].default, to } = probe;
    const before = await under(name, from, probe);
    const after = await under(name, typeof to === 'string' ? to : to(world), probe);
    expect(before).toBeDefined();
    expect(after).not.toEqual(before);
  });
});
