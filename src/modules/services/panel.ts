import { OutsideError } from '#core/outside.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Panel, PanelAccount } from '#integrations/panels/panel.ts';
import { panels } from '#integrations/panels/panels.ts';
import type { App } from '#schema/app.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { unseal } from './secrets.ts';

/** The columns a connection to a server's panel is made of. */
export const serverAddress = {
  id: true,
  module: true,
  hostname: true,
  port: true,
  username: true,
  passwordEncrypted: true,
  accessHashEncrypted: true,
  caPem: true,
  timeoutSeconds: true,
} satisfies Prisma.ServerSelect;

type ServerAddress = Prisma.ServerGetPayload<{ select: typeof serverAddress }>;

/** The panel behind a server. @throws OutsideError NOT_SENT for a module without one. */
export function panelOf(app: App, server: ServerAddress): Panel {
  const connect = panels[server.module]?.connect;
  if (!connect) throw new OutsideError('NOT_SENT', `${server.module} is not a panel.`);
  const { id, hostname, port, username, caPem, timeoutSeconds } = server;
  const { accessHashEncrypted: hash, passwordEncrypted: password } = server;
  const secret = hash
    ? unseal(app, 'server-access-hash', id, hash)
    : password
      ? unseal(app, 'server-password', id, password)
      : '';
  return connect({
    hostname,
    username,
    secret,
    timeoutMs: timeoutSeconds * 1_000,
    ...(port && { port }),
    ...(caPem && { caPem }),
  });
}

/** What an action on a service's account needs to know. */
export const accountColumns = {
  id: true,
  clientId: true,
  username: true,
  passwordEncrypted: true,
  domainName: true,
  status: true,
  hasAccount: true,
  serverId: true,
  server: { select: serverAddress },
  product: {
    select: {
      name: true,
      serverModule: true,
      serverGroupId: true,
      serverPackageName: true,
      configurations: true,
      autoTerminateDays: true,
      type: { select: { key: true } },
    },
  },
  client: { select: { email: true, firstName: true, lastName: true } },
} satisfies Prisma.ServiceSelect;

/** A service as its module sees it. */
export type AccountRow = Prisma.ServiceGetPayload<{ select: typeof accountColumns }>;

/** Reads a service as its module sees it. */
export const accountOf = (db: Db | Tx, serviceId: number): Promise<AccountRow> =>
  db.service.findUniqueOrThrow({ where: { id: serviceId }, select: accountColumns });

/** The account by the names the panel knows it by. */
export const nameOf = ({ id, username, domainName }: AccountRow): PanelAccount => ({
  key: `service:${id}`,
  username,
  domain: domainName,
});

/** The panel of a service's account; null where the module has none (autorelease). */
export function panelFor(app: App, { server, product }: AccountRow): Panel | null {
  if (!panels[product.serverModule]?.connect) return null;
  if (!server) throw new OutsideError('NOT_SENT', 'The service is on no server.');
  return panelOf(app, server);
}
