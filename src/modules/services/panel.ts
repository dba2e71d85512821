import { OutsideError } from '#core/outside.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Panel } from '#integrations/panels/panel.ts';
import { panels } from '#integrations/panels/panels.ts';
import type { App } from '#schema/app.ts';
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
