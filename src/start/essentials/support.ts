import { builtInStatuses } from '#modules/support/tickets/built-in-statuses.ts';
import type { App } from '#schema/app.ts';

/** The ticket statuses every ticket moves between, where there are none yet. */
export async function supportEssentials({ db }: App): Promise<void> {
  if (await db.ticketStatus.count()) return;
  await db.ticketStatus.createMany({
    data: builtInStatuses.map((status, sortOrder) => ({ ...status, sortOrder })),
  });
}
