import { advance } from '#core/clock.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { isDue } from '#modules/system/automation/daily-job.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { done } from '#test/shop.ts';
import { waiting } from '#test/domains/cast.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTicket, type World } from '#test/settings/world.ts';

/** Whether the daily run is to begin now, at noon. */
export const begun = ({ gateway }: World) => isDue(gateway.app);

const statusOf = async ({ gateway }: World, serviceId: number) =>
  (
    await gateway.data(`query ($id: ID!) { service(id: $id) { status } }`, {
      id: `Service:${serviceId}`,
    })
  ).service.status as string;

/** A service that was suspended for an unpaid bill, some time after that was paid. */
export async function endOfDebt(world: World): Promise<string> {
  const { gateway, shop, product, client } = world;
  const { orderId, invoiceId, serviceId } = await shop.order(await client(), product);
  await done(gateway, 'AcceptOrder', { order_id: orderId });
  advance({ hours: 6 * 24 });
  await dailyRun(gateway.app);
  if ((await statusOf(world, serviceId)) !== 'SUSPENDED') return 'not suspended';
  await done(gateway, 'AddInvoicePayment', { invoice_id: invoiceId });
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await statusOf(world, serviceId)) === 'ACTIVE') break;
    await sleep(100);
  }
  return statusOf(world, serviceId);
}

/** A ticket that was answered and is silent for two days and an hour. */
export async function closedWhenIdle({ gateway, departmentId }: World): Promise<string> {
  const { id } = await openTicket(gateway, departmentId);
  advance({ hours: 49 });
  await dailyRun(gateway.app);
  const { ticket } = await gateway.data(
    `query ($id: ID!) { ticket(by: { id: $id }) { status { key } } }`,
    { id },
  );
  return ticket.status.key;
}

/** How many domains the registrars are asked for. */
export async function synced({ gateway, name }: World): Promise<number> {
  await waiting(gateway, `${name()}.com`, { status: 'ACTIVE' });
  return (await domainsDaily(gateway.app)).synced;
}
