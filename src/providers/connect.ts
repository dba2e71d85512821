import { ProviderError } from '#core/provider-error.ts';
import type { ProviderKind } from './capabilities.ts';
import type { Connections, Provider } from './define.ts';
import { tracedCalls } from './traced-calls.ts';
import { checkSettings, type StoredSettings } from './settings.ts';

/** An account of a provider, as its row stores it. */
export interface ProviderAccount {
  label: string;
  isTestMode: boolean;
  settings: StoredSettings;
}

/** How errors call a provider of a kind. */
const nouns: Readonly<Record<ProviderKind, string>> = {
  registrar: 'registrar',
  panel: 'server',
  gateway: 'gateway',
  fraud: 'fraud check',
  mailer: 'mailer',
  storage: 'storage',
};

/**
 * The calls of a provider's account, its settings checked.
 * @throws ProviderError NOT_SENT naming the setting that is missing or wrong, or what else is.
 */
export function connectProvider<Kind extends ProviderKind>(
  provider: Provider<Kind>,
  { label, isTestMode, settings }: ProviderAccount,
): Connections[Kind] {
  const filled = Object.entries(settings).filter(([, value]) => value?.trim());
  const test = isTestMode ? provider.testSettings : undefined;
  const all = { ...test, ...Object.fromEntries(filled) };
  const checked = checkSettings(nouns[provider.kind], provider.settings, all);
  try {
    const connection = provider.connect(checked as never, { account: label, isTestMode });
    return tracedCalls(provider, connection as object) as Connections[Kind];
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    // A package's own fault; no call has been made.
    const words = `${provider.title} cannot be connected: ${(error as Error).message}`;
    throw new ProviderError('NOT_SENT', words, { cause: error });
  }
}
