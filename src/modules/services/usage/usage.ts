import { Decimal } from 'decimal.js';
import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { PanelUsage } from '#providers/panels/panel.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { hostingAccountOf, nameOf, panelFor } from '#modules/services/account.ts';

/** Services read at once; a panel itself takes at most a few calls at a time. */
const AT_ONCE = 8;

const BYTES_IN_MB = 1_048_576;
const MOST = 2_147_483_647;

/** Whole megabytes of bytes, rounded up; no limit is 0, as the columns have it. */
export const megabytes = (bytes: string | null): number =>
  bytes === null ? 0 : Decimal.min(new Decimal(bytes).div(BYTES_IN_MB).ceil(), MOST).toNumber();

/** Services with a running account on a panel that can be asked. */
export const onPanels = ({ providers }: App): Prisma.ServiceWhereInput => ({
  hasAccount: true,
  status: { in: ['ACTIVE', 'SUSPENDED'] },
  serverId: { not: null },
  product: {
    serverModule: {
      in: providers
        .list('panel')
        .filter(({ capabilities }) => capabilities.usage)
        .map(({ name }) => name),
    },
  },
});

/** Reads the usage of every running account from its panel; one that cannot be read keeps what it has. */
export async function refreshUsage(app: App): Promise<void> {
  let after = 0;
  for (;;) {
    const page = await app.db.service.findMany({
      where: { AND: [{ id: { gt: after } }, onPanels(app)] },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
      select: { id: true },
    });
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    await Promise.all(page.map(({ id }) => readUsage(app, id)));
  }
}

async function readUsage(app: App, serviceId: number): Promise<void> {
  try {
    await takeUsage(app, serviceId);
  } catch (error) {
    // Whatever is wrong with one answer, the other services are asked; a lost database is no answer.
    if (!(error instanceof ProviderError) && asUnavailable(error)) throw error;
    app.log.warn({ err: error, serviceId }, 'The usage of a service was not read.');
  }
}

/**
 * Reads the usage of an account from its panel and notes it with the service.
 * @returns what the panel told; null where the service has no panel
 * @throws ProviderError when the panel does not answer
 */
export async function takeUsage(app: App, serviceId: number): Promise<PanelUsage | null> {
  const row = await hostingAccountOf(app.db, { serviceId });
  const usage = await panelFor(app, row)?.usage(nameOf(row));
  if (!usage) return null;
  await app.db.service.update({
    where: { id: serviceId },
    data: {
      diskUsageMb: megabytes(usage.diskUsed),
      diskLimitMb: megabytes(usage.diskLimit),
      bandwidthUsageMb: megabytes(usage.trafficUsed),
      bandwidthLimitMb: megabytes(usage.trafficLimit),
      usageUpdatedAt: now(),
    },
  });
  return usage;
}
