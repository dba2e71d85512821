import { ProviderError } from '#core/provider-error.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Panel } from '#providers/panels/panel.ts';
import { panels } from '#providers/panels/panels.ts';
import type { App } from '#schema/app.ts';
import { decryptSecret } from '#modules/services/secrets.ts';

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

/** The panel behind a server. @throws ProviderError NOT_SENT for a module without one. */
export function panelOf(app: App, server: ServerAddress): Panel {
  const connect = panels[server.module]?.connect;
  if (!connect) throw new ProviderError('NOT_SENT', `${server.module} is not a panel.`);
  const { id, hostname, port, username, caPem, timeoutSeconds } = server;
  const { accessHashEncrypted: hash, passwordEncrypted: password } = server;
  const secret = hash
    ? decryptSecret(app, 'server-access-hash', id, hash)
    : password
      ? decryptSecret(app, 'server-password', id, password)
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
