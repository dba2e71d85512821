import { ProviderError } from '#core/provider-error.ts';
import { clean, type PanelServer } from '#providers/panels/panel.ts';
import { base, field, hide, textOrNull } from '#providers/panels/talk.ts';
import { sendPaced } from '#providers/throttle.ts';

/** Fields of one call, by Virtualizor's names for them. */
export type VirtualizorFields = Readonly<Record<string, string>>;

/** The admin API of one Virtualizor master. */
export class VirtualizorClient {
  readonly #server: PanelServer;

  constructor(server: PanelServer) {
    this.#server = server;
    clean({ username: server.username ?? '', secret: server.secret });
  }

  /**
   * An answer without errors. Key and password stand in the address, as every sample and the
   * vendor's own class have them; what is posted are the fields, passwords of accounts among them.
   */
  async call(
    act: string,
    query: VirtualizorFields,
    post?: VirtualizorFields,
    ...secrets: string[]
  ): Promise<unknown> {
    const { username = '', secret, caPem: ca, timeoutMs = 30_000, hostname } = this.#server;
    const address = new URL('index.php', base(this.#server, 4085));
    const asked = { act, ...query, api: 'json', adminapikey: username, adminapipass: secret };
    address.search = new URLSearchParams(clean(asked)).toString();
    const { status, text } = await sendPaced({
      url: address,
      method: post ? 'POST' : 'GET',
      ...(post && { body: new URLSearchParams(clean(post)) }),
      timeoutMs,
      maxBytes: 16 << 20,
      ...(ca && { ca }),
    });
    // Whoever is not let in is sent to the page for signing in.
    if ([301, 302, 401, 403].includes(status))
      throw new ProviderError('REFUSED', `${hostname} refused our credentials.`);
    const answer = read(text, status, hostname);
    const words = errorsIn(field(answer, 'error'));
    if (!words) return answer;
    const hidden = hide(words, username, secret, ...secrets).slice(0, 500);
    // A machine that was put in the books before something failed is there.
    const isThere = textOrNull(field(answer, 'newvs', 'vpsid')) !== null;
    throw new ProviderError(isThere ? 'UNKNOWN' : 'REFUSED', hidden);
  }

  /** A change is done when the answer says `done`, and by nothing else. */
  async change(
    act: string,
    query: VirtualizorFields,
    post?: VirtualizorFields,
    ...secrets: string[]
  ): Promise<unknown> {
    const answer = await this.call(act, query, post, ...secrets);
    if (field(answer, 'done')) return answer;
    throw new ProviderError('UNKNOWN', `${this.#server.hostname} did not confirm the change.`);
  }
}

function read(text: string, status: number, host: string): unknown {
  try {
    if (status === 200) return JSON.parse(text);
  } catch {
    // A web page instead of an answer: what happened behind it is not known.
  }
  throw new ProviderError('UNKNOWN', `${host} gave an unreadable answer (HTTP ${status}).`);
}

/** Texts, or texts with a number of their own, in a list or by name; empty where there are none. */
function errorsIn(error: unknown): string {
  if (typeof error === 'string') return error.trim();
  if (typeof error !== 'object' || error === null) return '';
  return Object.values(error)
    .map((one) => textOrNull(one) ?? textOrNull(field(one, 'msg')) ?? '')
    .filter(Boolean)
    .join(' ');
}
