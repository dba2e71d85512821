import type { Config } from '#config.ts';
import { StartRefused } from '#core/start-refused.ts';
import { connectProvider } from '#providers/connect.ts';
import { loadProviders } from '#providers/load.ts';
import type { Storage } from '#providers/storage/storage.ts';

/** Where the configuration keeps files. @throws StartRefused */
export async function storageOf({
  storage: { name, settings },
  providers,
}: Config): Promise<Storage> {
  const provider = (await loadProviders([], providers)).find('storage', name);
  if (!provider) throw new StartRefused(`STORAGE: there is no storage ${name}.`);
  return connectProvider(provider, { label: name, isTestMode: false, settings });
}
