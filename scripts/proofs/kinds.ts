import { stepNames } from '#modules/system/automation/daily-step.ts';
import { domainKinds, domainPresses } from './kinds-domains.ts';
import { otherKinds, otherPresses } from './kinds-others.ts';
import { paymentKinds, paymentPresses } from './kinds-payments.ts';
import type { Press } from './kinds-press.ts';
import { serviceKinds, servicePresses } from './kinds-services.ts';
import type { Stage } from './kinds-stage.ts';

/** Kinds that follow from others, from the clock, or from a fault. */
const followingKinds = [
  'webhook.deliver',
  'event.handle',
  'domains.daily',
  ...stepNames.map((name) => `daily.${name}`),
];

/** The kinds of tasks during which the gateway is killed: a new one belongs to one of these files. */
export const killedKinds: readonly string[] = [
  ...domainKinds,
  ...serviceKinds,
  ...paymentKinds,
  ...otherKinds,
  ...followingKinds,
];

/** Kinds that are not killed there: the stage has no registrar of theirs, or they call no provider. */
export const sparedKinds: readonly string[] = [
  'domain.dnssec',
  'registrar.messages',
  'export.write',
  'sandbox.create',
  'sandbox.delete',
  'clock.advance',
];

/** How many kinds a request begins: each has pieces of work of its own. */
export const pressedKinds = killedKinds.length - followingKinds.length;

/** So many pieces of work of each kind that a request begins. */
export async function allPresses(stage: Stage, count: number): Promise<Press[]> {
  const makers = [domainPresses, servicePresses, paymentPresses, otherPresses];
  const all: Press[] = [];
  for (const make of makers) all.push(...(await make(stage, count)));
  return all;
}
