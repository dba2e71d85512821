import { ProviderError } from '#core/provider-error.ts';
import { clean, type PanelServer } from '#providers/panels/panel.ts';
import { base, field, hide, textOrNull } from '#providers/panels/talk.ts';
import { until } from '#providers/panels/until.ts';
import { sendPaced } from '#providers/throttle.ts';

/** Parameters of one call by the API's names for them; those undefined are left out. */
export type ProxmoxParams = Readonly<Record<string, string | undefined>>;

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The API of one Proxmox VE, as the owner of a token. */
export class ProxmoxClient {
  readonly #server: PanelServer;

  constructor(server: PanelServer) {
    this.#server = server;
    clean({ token: `${server.username}${server.secret}` });
    if (!/^[^\s@!]+@[^\s@!]+![^\s=]+$/.test(server.username ?? ''))
      throw new ProviderError('NOT_SENT', 'The token is named as user@realm!name.');
  }

  /** What the call gave (`data`). Secrets among the parameters are kept out of its errors. */
  async call(
    method: Method,
    path: string,
    params: ProxmoxParams = {},
    ...secrets: string[]
  ): Promise<unknown> {
    const { username, secret, caPem: ca, timeoutMs = 30_000, hostname } = this.#server;
    const sent = Object.entries(params).filter((pair): pair is [string, string] => !!pair[1]);
    const fields = new URLSearchParams(sent);
    const isInAddress = method === 'GET' || method === 'DELETE';
    const query = isInAddress && sent.length ? `?${fields}` : '';
    const { status, text } = await sendPaced({
      url: `${base(this.#server, 8006)}/api2/json${path}${query}`,
      method,
      headers: { authorization: `PVEAPIToken=${username}=${secret}` },
      ...(!isInAddress && { body: fields }),
      timeoutMs,
      maxBytes: 32 << 20,
      ...(ca && { ca }),
    });
    return answerOf(hostname, status, text, [secret, ...secrets]);
  }

  /** Starts what goes on in the background and waits for its end. */
  async run(
    method: Method,
    path: string,
    params: ProxmoxParams = {},
    ...secrets: string[]
  ): Promise<void> {
    const upid = textOrNull(await this.call(method, path, params, ...secrets));
    // Some calls have nothing left to do in the background.
    if (upid?.startsWith('UPID:')) await this.#wait(upid, secrets);
  }

  /** The task has been started: should no look succeed, what becomes of it is not known. */
  async #wait(upid: string, secrets: string[]): Promise<void> {
    const { timeoutMs = 30_000, secret } = this.#server;
    const node = encodeURIComponent(upid.split(':')[1] ?? '');
    const path = `/nodes/${node}/tasks/${encodeURIComponent(upid)}/status`;
    await until(timeoutMs, async () => {
      const task = await this.call('GET', path).catch((error: unknown) => {
        throw new ProviderError('UNKNOWN', (error as Error).message, { cause: error });
      });
      if (field(task, 'status') !== 'stopped') return false;
      judgeTask(hide(textOrNull(field(task, 'exitstatus')) ?? '', secret, ...secrets));
      return true;
    });
  }
}

function answerOf(host: string, status: number, text: string, secrets: string[]): unknown {
  let body: unknown;
  try {
    body = text ? JSON.parse(text) : {};
  } catch (error) {
    // A web page instead of an answer: what happened behind it is not known.
    throw new ProviderError('UNKNOWN', `${host} gave an unreadable answer (HTTP ${status}).`, {
      cause: error,
    });
  }
  if (status === 200) return field(body, 'data');
  const wrong = Object.entries((field(body, 'errors') ?? {}) as Record<string, unknown>);
  const details = wrong.map(([name, why]) => `${name}: ${textOrNull(why)}`).join('; ');
  const message = textOrNull(field(body, 'message'))?.trim();
  const words = [message ?? `${host} refused (HTTP ${status}).`, details].filter(Boolean).join(' ');
  throw new ProviderError(outcomeOf(status), hide(words, ...secrets).slice(0, 500));
}

/**
 * A node that another one could not be connected to answers 595, one that broke off 596 to 599; a
 * 500 is how the API says no, since what takes long is a task of its own.
 */
function outcomeOf(status: number): ProviderError['outcome'] {
  if (status === 595) return 'NOT_SENT';
  return status === 500 || status === 501 || status < 500 ? 'REFUSED' : 'UNKNOWN';
}

function judgeTask(ending: string): void {
  if (ending === 'OK' || /^WARNINGS: \d+$/.test(ending)) return;
  const isKnown = ending && ending !== 'unexpected status';
  const words = ending.slice(0, 500) || 'The task told no end.';
  throw new ProviderError(isKnown ? 'REFUSED' : 'UNKNOWN', words);
}
