import { createHash } from 'node:crypto';
import { ProviderError } from '#core/provider-error.ts';
import { clean, type PanelServer } from '#providers/panels/panel.ts';
import { base, field, hide, talk, textOrNull } from '#providers/panels/talk.ts';

/** Fields of one call, by CyberPanel's names for them. */
export type CyberFields = Readonly<Record<string, string>>;

/** Where a call's answer says whether it was carried out. */
export type CyberVerdict =
  | 'status'
  | 'createWebSiteStatus'
  | 'websiteStatus'
  | 'websiteDeleteStatus'
  | 'changePackage'
  | 'changeStatus'
  | 'listWebSiteStatus'
  | 'getVersion'
  | 'verifyConn';

/** The two APIs of one CyberPanel: that of billing systems, and that of its cloud for looking. */
export class CyberPanelClient {
  readonly #server: PanelServer;

  constructor(server: PanelServer) {
    this.#server = server;
    clean({ username: server.username ?? '', secret: server.secret });
  }

  /** A call of `/api/`, with the administrator's name and password in its body. */
  call(name: string, fields: CyberFields, verdict: CyberVerdict, ...secrets: string[]) {
    const { username: adminUser = 'admin', secret: adminPass } = this.#server;
    return this.#post(`api/${name}`, { adminUser, adminPass, ...fields }, verdict, {}, secrets);
  }

  /** A call of `/cloudAPI/`, which only `admin` may use and whose token comes of the password. */
  look(controller: string, fields: CyberFields, verdict: CyberVerdict = 'status') {
    const { username = 'admin', secret } = this.#server;
    const token = createHash('sha256').update(`${username}:${secret}`).digest('hex');
    const body = { controller, serverUserName: username, ...fields };
    return this.#post('cloudAPI/', body, verdict, { authorization: `Basic ${token}` }, []);
  }

  async #post(
    path: string,
    fields: CyberFields,
    verdict: CyberVerdict,
    headers: Record<string, string>,
    secrets: string[],
  ): Promise<unknown> {
    const { hostname, secret } = this.#server;
    const { body, status } = await talk(this.#server, {
      url: `${base(this.#server, 8090)}/${path}`,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(clean(fields)),
    });
    const said = field(body, verdict);
    if (status === 200 && Number(said) === 1) return body;
    const words = field(body, 'error_message') ?? field(body, 'errorMessage');
    const reason = textOrNull(words)?.trim() || `${hostname} refused (HTTP ${status}).`;
    // Only an answer that says 0 is a no; anything else may have been carried out.
    const isNo = Number(said ?? field(body, 'status') ?? 1) === 0;
    const message = hide(reason, secret, ...secrets).slice(0, 500);
    throw new ProviderError(isNo ? 'REFUSED' : 'UNKNOWN', message);
  }
}

/** Whether a call was refused since there is no such row (in Django's words). */
export const saysNoSuchRow = (error: unknown): boolean =>
  error instanceof ProviderError &&
  error.outcome === 'REFUSED' &&
  /matching query does not exist|does not exists/i.test(error.message);
