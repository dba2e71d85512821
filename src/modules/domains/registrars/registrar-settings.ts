import { ProviderError } from '#core/provider-error.ts';
import { connectProvider } from '#providers/connect.ts';
import { type Registrar, registrarFrom } from '#providers/registrars/registrar.ts';
import type { App } from '#schema/app.ts';
import { ensureOutside } from '#schema/quiet.ts';

/** What of a registrar's row is needed to connect to it. */
export interface RegistrarRow {
  /** Name of the account. */
  label: string;
  /** Name of its provider. */
  module: string;
  settingsEncrypted: string | null;
  isTestMode: boolean;
}

/** The columns of `RegistrarRow`. */
export const registrarColumns = {
  label: true,
  module: true,
  settingsEncrypted: true,
  isTestMode: true,
} as const;

const boxOf = (app: App) => app.keyring.box('registrar-settings');
const contextOf = (label: string) => `registrars:${label}`;

/** The stored settings of a registrar as plain texts; none while nothing was entered. */
export function readSettings(
  app: App,
  { label, settingsEncrypted }: Pick<RegistrarRow, 'label' | 'settingsEncrypted'>,
): Record<string, string> {
  if (!settingsEncrypted) return {};
  return JSON.parse(boxOf(app).decrypt(settingsEncrypted, contextOf(label)));
}

/** The settings as they are stored. */
export const encryptSettings = (
  app: App,
  label: string,
  settings: Record<string, string>,
): string => boxOf(app).encrypt(JSON.stringify(settings), contextOf(label));

/**
 * The registrar behind a row, ready to be called.
 * @throws ProviderError NOT_SENT naming the setting that is missing.
 */
export function connectRegistrar(app: App, row: RegistrarRow): Registrar {
  ensureOutside(app);
  const provider = app.providers.find('registrar', row.module);
  if (!provider) throw new ProviderError('NOT_SENT', `There is no registrar called ${row.module}.`);
  const { label, isTestMode } = row;
  const settings = readSettings(app, row);
  const connection = connectProvider(provider, { label, isTestMode, settings });
  return registrarFrom(provider.capabilities, connection);
}
