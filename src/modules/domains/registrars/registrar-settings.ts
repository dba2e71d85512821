import { ProviderError } from '#core/provider-error.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import {
  type RegistrarField,
  type RegistrarKind,
  registrars,
} from '#providers/registrars/registrars.ts';
import type { App } from '#schema/app.ts';
import { sandboxRegistrar } from '#modules/domains/sandbox/sandbox.ts';

/** What of a registrar's row is needed to connect to it. */
export interface RegistrarRow {
  module: string;
  settingsEncrypted: string | null;
  isTestMode: boolean;
}

/** One setting with what is stored for it. */
export interface SettingRow extends RegistrarField {
  stored?: string;
}

/** The system name of the registrar that lives in the database. */
export const SANDBOX = 'sandbox';

/** Test systems of registrars that have one, in place of the addresses people left empty. */
const testAddresses: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  logicboxes: {
    baseUrl: 'https://test.httpapi.com/api/',
    checkUrl: 'https://test.httpapi.com/api/',
  },
  onlinenic: { baseUrl: 'https://ote.onlinenic.com/api4/' },
};

/** Whether a registrar has a test system of its own. */
export const hasTestSystem = (module: string): boolean =>
  module === SANDBOX || Object.hasOwn(testAddresses, module);

/** System names of every kind that can be connected. */
export const registrarKinds = (): string[] => [SANDBOX, ...Object.keys(registrars)];

/** What a kind is called and asks for; undefined for a name that is none. */
export function kindOfRegistrar(
  module: string,
): Pick<RegistrarKind, 'displayName' | 'fields'> | undefined {
  if (module === SANDBOX) return { displayName: 'Sandbox', fields: [] };
  return Object.hasOwn(registrars, module) ? registrars[module] : undefined;
}

const boxOf = (app: App) => app.keyring.box('registrar-settings');
const contextOf = (module: string) => `registrars:${module}`;

/** The stored settings of a registrar as plain texts; none while nothing was entered. */
export function readSettings(
  app: App,
  { module, settingsEncrypted }: Pick<RegistrarRow, 'module' | 'settingsEncrypted'>,
): Record<string, string> {
  if (!settingsEncrypted) return {};
  return JSON.parse(boxOf(app).decrypt(settingsEncrypted, contextOf(module)));
}

/** The settings as they are stored. */
export const encryptSettings = (
  app: App,
  module: string,
  settings: Record<string, string>,
): string => boxOf(app).encrypt(JSON.stringify(settings), contextOf(module));

/** Every setting of a registrar's kind, with what is stored for it. */
export function registrarSettings(
  app: App,
  row: Pick<RegistrarRow, 'module' | 'settingsEncrypted'>,
): SettingRow[] {
  const stored = readSettings(app, row);
  return (kindOfRegistrar(row.module)?.fields ?? []).map((field) => {
    const value = stored[field.name];
    return value === undefined ? field : { ...field, stored: value };
  });
}

/**
 * The registrar behind a row, ready to be talked to.
 * @throws ProviderError NOT_SENT naming the setting that is missing.
 */
export function connectRegistrar(app: App, row: RegistrarRow): Registrar {
  if (row.module === SANDBOX) return sandboxRegistrar(app);
  const kind = Object.hasOwn(registrars, row.module) ? registrars[row.module] : undefined;
  if (!kind) throw new ProviderError('NOT_SENT', `There is no registrar called ${row.module}.`);
  const test = row.isTestMode ? testAddresses[row.module] : undefined;
  return kind.connect({ ...test, ...readSettings(app, row) });
}
