import { ProviderError } from '#core/provider-error.ts';
import { capabilitiesOf, type Capabilities } from '#providers/capabilities.ts';

/** How a panel is reached; secrets arrive decrypted and are never logged. */
export interface PanelServer {
  /** Name or address without scheme. */
  hostname: string;
  /** Default: the panel's own port. */
  port?: number;
  username?: string;
  /** API token, API key or password, as the module's `serverFields` name it. */
  secret: string;
  /** PEM of the server's own certificate authority; without it the public ones are trusted. */
  caPem?: string;
  /** Milliseconds per call; default 30 seconds, creating an account is slow. */
  timeoutMs?: number;
}

/** One hosting account as the product knows it. */
export interface PanelAccount {
  /** Our own mark of the service, e.g. `service:77`; panels that can store it do. */
  key: string;
  username: string;
  domain: string;
  /** It sells accounts of its own: those are suspended and removed along with it. */
  isReseller?: boolean;
}

/** What an account is made of. */
export interface NewPanelAccount extends PanelAccount {
  password: string;
  email: string;
  /** The customer's name, shown in the panel. */
  name: string;
  /** The package or service plan, by the panel's name for it. */
  plan: string;
  /** Further parameters by the panel's names for them: what was configured and chosen. */
  settings?: Readonly<Record<string, string>>;
  /** It gets an IP address of its own instead of the server's shared one. */
  hasDedicatedIp?: boolean;
}

/** An account as the panel reports it. */
export interface FoundAccount {
  username: string;
  domain: string;
  plan: string | null;
  suspended: boolean;
  /** When the panel made it; null where it does not tell. */
  createdAt: Date | null;
  ip: string | null;
}

/** Disk and traffic in bytes as whole decimal strings; null means unlimited or not told. */
export interface PanelUsage {
  diskUsed: string | null;
  diskLimit: string | null;
  trafficUsed: string | null;
  trafficLimit: string | null;
}

/** The answer to a custom function: a sentence and whatever the panel returned. */
export interface CustomAnswer {
  message: string;
  data: Record<string, unknown>;
}

/**
 * One hosting panel. Every method throws `ProviderError`: `REFUSED` with the panel's own words,
 * `NOT_SENT` when it cannot be reached, `UNKNOWN` when it may have acted. Suspend, unsuspend and
 * terminate are safe to repeat. After an unknown `create`, call it again with `firstTriedAt`.
 */
export interface Panel {
  /**
   * Makes the account. With `firstTriedAt` (when an earlier attempt of ours began) an account of
   * the same name and domain made since then is taken for that attempt's; any other one that is
   * in the way is refused, so neither two accounts nor a stranger's account can come of a retry.
   */
  create(account: NewPanelAccount, firstTriedAt?: Date): Promise<FoundAccount>;
  suspend(account: PanelAccount, reason: string): Promise<void>;
  unsuspend(account: PanelAccount): Promise<void>;
  terminate(account: PanelAccount): Promise<void>;
  changePackage(account: PanelAccount, plan: string): Promise<void>;
  changePassword(account: PanelAccount, password: string): Promise<void>;
  customFunction(account: PanelAccount, name: string, json: string): Promise<CustomAnswer>;
  usage(account: PanelAccount): Promise<PanelUsage>;
  /** The account as it is now, or null when the panel says it does not exist. */
  find(account: PanelAccount): Promise<FoundAccount | null>;
  /** Proves address, certificate and credentials; answers the panel's version and, where it tells, its load. */
  test(): Promise<{ version: string; load?: string }>;
}

/** A panel made of what its provider declares and its server's connection has; the rest refuses. */
export function panelFrom(capabilities: Capabilities<'panel'>, connection: Partial<Panel>): Panel {
  const fail = async () => {
    throw new ProviderError('REFUSED', 'The panel has no such function.');
  };
  const calls = capabilitiesOf.panel.map((name) => [
    name,
    // Bound, so that a connection may be an object of a class.
    (capabilities[name] && connection[name]?.bind(connection)) ?? fail,
  ]);
  return Object.fromEntries(calls) as Panel;
}

/** Clocks differ; an account made this long before our first attempt is still taken for ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Whether a found account can only be the fruit of our own attempt that began at `since`. */
export function isOurs(found: FoundAccount, account: PanelAccount, since?: Date): boolean {
  if (!since || !found.createdAt) return false;
  return (
    found.username === account.username &&
    found.domain === account.domain.toLowerCase() &&
    found.createdAt.getTime() >= since.getTime() - CLOCK_SKEW_MS
  );
}

/** The error for an account that is in the way of a new one. */
export function inTheWay(found: FoundAccount): ProviderError {
  const words = `The panel already has the account ${found.username} for ${found.domain}.`;
  return new ProviderError('REFUSED', words);
}

/** Refuses control characters: panels write these values into line-oriented files. */
export function clean(fields: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(fields))
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f]/.test(value))
      throw new ProviderError('REFUSED', `The ${name} contains control characters.`);
  return fields;
}

/** The object inside a custom function's JSON; an empty text is an empty object. */
export function customInput(json: string): Record<string, string> {
  if (json.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ProviderError('REFUSED', 'function_json is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ProviderError('REFUSED', 'function_json must be a JSON object.');
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
}
