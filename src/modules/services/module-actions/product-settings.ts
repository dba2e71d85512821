import type { AccountRow } from '#modules/services/account.ts';

/** The settings of a product for its module, stored among its configurations. */
interface ProductSettings {
  /** Whether what no panel does becomes a to-do item; yes unless it says otherwise. */
  createToDo: boolean;
  /** Whether an account gets an IP address of its own; no unless it says so. */
  hasDedicatedIp: boolean;
}

const NO = new Set<unknown>([false, 'no', 'off', '0', 0, '']);

/** Reads a product's settings for its module. */
export function settingsOf(configurations: unknown): ProductSettings {
  const provided = (configurations ?? {}) as Record<string, unknown>;
  const isOn = (name: string, otherwise: boolean) =>
    name in provided ? !NO.has(provided[name]) : otherwise;
  return { createToDo: isOn('createToDo', true), hasDedicatedIp: isOn('dedicatedIp', false) };
}

/** What is ours among the configurations of a product, and nothing for the panel. */
const own = new Set(['createToDo', 'dedicatedIp']);

/**
 * What the panel receives besides an account's package: the product's configurations, then the
 * configurable options as they were chosen. Of `key|Label` the module gets the key.
 */
export function panelSettings({ product, configOptions }: AccountRow): Record<string, string> {
  const configured = Object.entries((product.configurations ?? {}) as Record<string, unknown>)
    .filter(
      ([name, value]) => !own.has(name) && ['string', 'number', 'boolean'].includes(typeof value),
    )
    .map(([name, value]) => [name, String(value)]);
  const chosen = configOptions.map(({ option, choice, quantity }) => {
    const counts = option.type === 'QUANTITY' || option.type === 'YES_NO';
    return [keyPart(option.name), counts ? String(quantity) : keyPart(choice?.name ?? '')];
  });
  return Object.fromEntries([...configured, ...chosen]) as Record<string, string>;
}

const keyPart = (name: string) => name.split('|')[0]!.trim();
