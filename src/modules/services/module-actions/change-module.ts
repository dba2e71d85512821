import type { Work } from '#schema/work.ts';
import { isModule } from '#modules/services/servers/module.ts';
import { hostingAccountOf } from '#modules/services/account.ts';
import { releaseManually } from './release-manually.ts';

/**
 * Sees to a service that was changed to a product of another server module. What is in an account
 * cannot go from one kind of panel to another automatically, so none is made or removed: the account
 * stays with the server it is on, and staff get it to do. One that has no account yet leaves the
 * server chosen for it, so that the next is of the new module.
 */
export async function changeModule(
  work: Work,
  serviceId: number,
  fromModule: string,
): Promise<void> {
  const row = await hostingAccountOf(work.tx, { serviceId });
  const to = row.product.serverModule;
  if (row.hasAccount) {
    const on = row.server ? `${row.server.hostname} (${row.server.module})` : fromModule;
    await releaseManually(
      work,
      row,
      `Move the account ${row.username} on ${on} to ${to || 'none'}`,
    );
    return;
  }
  await work.tx.service.update({ where: { id: serviceId }, data: { serverId: null } });
  if (isModule(work.app, to)) await releaseManually(work, row, `Make the account on ${to}`);
}
