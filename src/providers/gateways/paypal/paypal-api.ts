import { ProviderError } from '#core/provider-error.ts';
import { send } from '#providers/http.ts';
import { sendPaced } from '#providers/throttle.ts';

/** What staff enter for PayPal. */
export interface PayPalSettings {
  clientId: string;
  clientSecret: string;
  webhookId: string;
  /** The merchant whose account the money must reach. */
  merchantId: string;
  /** Its e-mail address, compared where PayPal names no merchant id. */
  email?: string;
  sandbox?: boolean;
  /** Another address than PayPal's own, for tests. */
  apiUrl?: string;
  timeoutMs?: number;
}

/** A value read from JSON whose shape the caller checks. */
export type Json = { [name: string]: Json | undefined } & Json[] & string;

/** One call; `key` becomes `PayPal-Request-Id`, under which PayPal repeats its first answer. */
export interface PayPalCall {
  method?: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: object | string;
  key?: string;
}

/** PayPal said no: `issue` is its machine-readable word, e.g. `INSTRUMENT_DECLINED`. */
export class PayPalError extends ProviderError {
  readonly status: number;
  readonly issue: string;

  constructor(status: number, issue: string, words: string) {
    super('REFUSED', words);
    this.status = status;
    this.issue = issue;
  }
}

/** Where real money moves. */
export const LIVE_HOST = 'api-m.paypal.com';

/** PayPal's REST API: a cached access token, and outcomes in our words. */
export class PayPalApi {
  readonly #settings: PayPalSettings;
  readonly #base: string;
  #token: Promise<{ value: string; until: number }> | null = null;

  constructor(settings: PayPalSettings) {
    this.#settings = settings;
    const host = settings.sandbox ? 'api-m.sandbox.paypal.com' : LIVE_HOST;
    this.#base = (settings.apiUrl ?? `https://${host}`).replace(/\/$/, '');
  }

  /** Sends one call and reads its answer; a stale token is renewed once. */
  async call(call: PayPalCall): Promise<Json> {
    let answer = await this.#send(call);
    if (answer.status === 401) {
      this.#token = null;
      answer = await this.#send(call);
    }
    return read(answer.status, answer.text);
  }

  async #send({ method = 'GET', path, body, key }: PayPalCall) {
    const token = await this.#access();
    return sendPaced(
      {
        url: `${this.#base}${path}`,
        method,
        timeoutMs: this.#settings.timeoutMs ?? 30_000,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          prefer: 'return=representation',
          ...(key && { 'paypal-request-id': key }),
        },
        ...(body && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
      send,
    );
  }

  async #access(): Promise<string> {
    const cached = await this.#token?.catch(() => null);
    if (cached && cached.until > Date.now()) return cached.value;
    this.#token = this.#login();
    return (await this.#token).value;
  }

  async #login(): Promise<{ value: string; until: number }> {
    const { clientId, clientSecret, timeoutMs = 30_000 } = this.#settings;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    try {
      const answer = await sendPaced(
        {
          url: `${this.#base}/v1/oauth2/token`,
          method: 'POST',
          timeoutMs,
          headers: { authorization: `Basic ${basic}` },
          body: new URLSearchParams({ grant_type: 'client_credentials' }),
        },
        send,
      );
      if (answer.status === 401) throw new PayPalError(401, 'invalid_client', REFUSED_US);
      const { access_token: value, expires_in: seconds } = read(answer.status, answer.text);
      if (typeof value !== 'string') throw new ProviderError('UNKNOWN', 'PayPal gave no token.');
      return { value, until: Date.now() + (Number(seconds) - 60) * 1000 };
    } catch (error) {
      this.#token = null;
      // Without a token the call itself was never made, so repeating it is safe.
      if (error instanceof ProviderError && error.outcome === 'UNKNOWN')
        throw new ProviderError('NOT_SENT', 'PayPal did not let us in.', { cause: error });
      throw error;
    }
  }
}

const REFUSED_US = 'PayPal refused our credentials.';

function read(status: number, text: string): Json {
  let body: Json;
  try {
    body = JSON.parse(text === '' ? '{}' : text) as Json;
  } catch {
    throw new ProviderError('UNKNOWN', `PayPal gave an unreadable answer (HTTP ${status}).`);
  }
  if (status >= 200 && status < 300 && typeof body === 'object' && body !== null) return body;
  if (status < 400 || status >= 500)
    throw new ProviderError('UNKNOWN', `PayPal answered with HTTP ${status}.`);
  if (status === 401 || status === 403) throw new PayPalError(status, 'DENIED', REFUSED_US);
  const detail = body?.details?.[0];
  const issue = detail?.issue ?? body?.name ?? 'REFUSED';
  throw new PayPalError(status, issue, detail?.description ?? body?.message ?? issue);
}
