import { ProviderError } from '#core/provider-error.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { connectProvider } from '#providers/connect.ts';
import { type Panel, panelFrom } from '#providers/panels/panel.ts';
import type { App } from '#schema/app.ts';
import { ensureOutside } from '#schema/quiet.ts';
import { decryptSecret } from '#modules/services/secrets.ts';

/** The columns a connection to a server's panel is made of. */
export const serverAddress = {
  id: true,
  name: true,
  module: true,
  hostname: true,
  port: true,
  username: true,
  passwordEncrypted: true,
  accessHashEncrypted: true,
  settingsEncrypted: true,
  caPem: true,
  timeoutSeconds: true,
} satisfies Prisma.ServerSelect;

type ServerAddress = Prisma.ServerGetPayload<{ select: typeof serverAddress }>;

/** The panel behind a server. @throws ProviderError NOT_SENT for one that cannot be connected. */
export function panelOf(app: App, server: ServerAddress): Panel {
  ensureOutside(app);
  const provider = app.providers.find('panel', server.module);
  if (!provider) throw new ProviderError('NOT_SENT', `${server.module} is not a panel.`);
  const { id, hostname, port, username, caPem, timeoutSeconds } = server;
  const { accessHashEncrypted: hash, passwordEncrypted: password } = server;
  const secret = hash
    ? decryptSecret(app, 'server-access-hash', id, hash)
    : password && decryptSecret(app, 'server-password', id, password);
  const settings = {
    hostname,
    username,
    timeoutMs: String(timeoutSeconds * 1_000),
    ...serverSettingsOf(app, server),
    ...(secret && { secret }),
    ...(port && { port: String(port) }),
    ...(caPem && { caPem }),
  };
  const account = { label: server.name, isTestMode: false, settings };
  return panelFrom(provider.capabilities, connectProvider(provider, account));
}

/** What a server stores of its panel's settings beyond its own columns. */
export function serverSettingsOf(
  app: App,
  { id, settingsEncrypted }: Pick<ServerAddress, 'id' | 'settingsEncrypted'>,
): Record<string, string> {
  if (!settingsEncrypted) return {};
  const text = decryptSecret(app, 'server-settings', id, settingsEncrypted);
  return JSON.parse(text) as Record<string, string>;
}
