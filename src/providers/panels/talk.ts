import { ProviderError } from '#core/provider-error.ts';
import { sendPaced } from '#providers/throttle.ts';
import type { ProviderRequest } from '#providers/http.ts';
import type { PanelServer } from './panel.ts';

/** An answer of a panel, read as JSON. */
export interface PanelAnswer {
  status: number;
  body: unknown;
}

/**
 * Sends one request to a panel, trusting a server's own authority where it has one. A certificate
 * that is not trusted counts as a server that cannot be reached: the token has not left then.
 */
export async function talk(server: PanelServer, request: ProviderRequest): Promise<PanelAnswer> {
  const { caPem: ca, timeoutMs = 30_000 } = server;
  const answer = await sendPaced({ timeoutMs, ...request, ...(ca && { ca }) });
  if (answer.status === 401 || answer.status === 403)
    throw new ProviderError('REFUSED', `${server.hostname} refused our credentials.`);
  return { status: answer.status, body: parse(answer.text, answer.status, server.hostname) };
}

function parse(text: string, status: number, host: string): unknown {
  if (text === '' && status >= 200 && status < 300) return {};
  try {
    return JSON.parse(text);
  } catch {
    // A web page instead of an answer: a proxy, a login form. What happened behind it is not known.
    throw new ProviderError('UNKNOWN', `${host} gave an unreadable answer (HTTP ${status}).`);
  }
}

/** The panel's address; the host comes from staff and must be only a host. */
export function base(server: PanelServer, defaultPort: number): string {
  const host = server.hostname.includes(':') ? `[${server.hostname}]` : server.hostname;
  if (!/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)$/.test(host))
    throw new ProviderError('NOT_SENT', 'The hostname of the server is not a host name.');
  return `https://${host}:${server.port ?? defaultPort}`;
}

/** Removes a secret from words that will be shown and stored. */
export function hide(words: string, ...secrets: (string | undefined)[]): string {
  return secrets.reduce<string>(
    (text, secret) => (secret ? text.replaceAll(secret, '•••') : text),
    words,
  );
}

/** A property of an unknown value, when it is an object. */
export function field(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[name] : null,
    value,
  );
}

/** A text or number as text; anything else is null. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
