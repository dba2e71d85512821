import { onceFor } from '#core/once-for.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { StoredSettings } from '#providers/settings.ts';
import type { PaymentGateway as Connected } from '#providers/gateways/gateway.ts';
import { connectProvider } from '#providers/connect.ts';
import type { App } from '#schema/app.ts';
import { ensureOutside } from '#schema/quiet.ts';

/** The columns a gateway is reached with. */
export interface GatewayRow {
  id: number;
  label: string;
  module: string;
  settingsEncrypted: string | null;
  isTestMode: boolean;
}

/** Where a gateway's settings are encrypted, and for which row. */
export const settingsBox = ({ keyring }: Pick<App, 'keyring'>) => keyring.box('gateway');
export const settingsContext = (id: number) => `gateways:${id}`;

/** A question about money that went out or came: a gateway that refuses to answer has told nothing. */
export async function asking<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof ProviderError) || error.outcome !== 'REFUSED') throw error;
    throw new ProviderError('UNKNOWN', error.message, { cause: error });
  }
}

interface CachedConnection {
  settings: string;
  isTestMode: boolean;
  gateway: Promise<Connected>;
}
// Kept while the settings stay the same, so that all calls of a gateway share its queue.
const connectedWith = onceFor((_keyring: App['keyring']) => new Map<number, CachedConnection>());

/**
 * The gateway behind a row, with its settings decrypted.
 * @throws ProviderError NOT_SENT when it is not set up or not one of ours
 */
export async function connectGateway(app: App, row: GatewayRow): Promise<Connected> {
  ensureOutside(app);
  const known = connectedWith(app.keyring);
  const { isTestMode } = row;
  const settings = row.settingsEncrypted ?? '';
  const stored = known.get(row.id);
  const isSame = stored?.settings === settings && stored.isTestMode === isTestMode;
  if (stored && isSame) return stored.gateway;
  const provider = app.providers.find('gateway', row.module);
  if (!provider || !settings)
    throw new ProviderError('NOT_SENT', `The payment gateway ${row.label} is not set up.`);
  const text = settingsBox(app).decrypt(settings, settingsContext(row.id));
  const account = { label: row.label, isTestMode, settings: JSON.parse(text) as StoredSettings };
  const gateway = Promise.resolve(connectProvider(provider, account));
  known.set(row.id, { settings, isTestMode, gateway });
  return gateway;
}
