import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { ProviderError } from '#core/provider-error.ts';
import { sendPaced } from '#providers/throttle.ts';
import type { PanelServer } from '#providers/panels/panel.ts';
import { base, field, textOrNull } from '#providers/panels/talk.ts';

/*
 * What REST v2 lacks is in Plesk's XML API (docs.plesk.com/en-US/obsidian/api-rpc): limits of a
 * subscription (33899), session tokens (73865), which `rsession_init.php` takes (73875), and one
 * customer or reseller by login (28790, 60295; filters 34332).
 */

const parser = new XMLParser({ processEntities: false, parseTagValue: false });
const writer = new XMLBuilder();

/** Sends one packet; gives the `result` of its only operation, be it a good one or not. */
async function exchange(server: PanelServer, operator: string, operation: string, input: object) {
  const { username, secret, caPem: ca, timeoutMs = 30_000 } = server;
  const answer = await sendPaced({
    url: `${base(server, 8443)}/enterprise/control/agent.php`,
    method: 'POST',
    headers: {
      'content-type': 'text/xml',
      ...(username ? { HTTP_AUTH_LOGIN: username, HTTP_AUTH_PASSWD: secret } : { KEY: secret }),
    },
    body: writer.build({ packet: { [operator]: { [operation]: input } } }) as string,
    timeoutMs,
    ...(ca && { ca }),
  });
  if (answer.status === 401 || answer.status === 403)
    throw new ProviderError('REFUSED', `${server.hostname} refused our credentials.`);
  return field(readPacket(answer.text), 'packet', operator, operation, 'result');
}

/** Sends one packet; gives the `result` of its only operation. */
async function packet(server: PanelServer, operator: string, operation: string, input: object) {
  return judged(server, await exchange(server, operator, operation, input));
}

function judged(server: PanelServer, result: unknown): unknown {
  const status = textOrNull(field(result, 'status'));
  if (status === 'ok') return result;
  const words =
    textOrNull(field(result, 'errtext')) ?? `${server.hostname} gave an unreadable answer.`;
  throw new ProviderError(status === 'error' ? 'REFUSED' : 'UNKNOWN', words);
}

/** An answer as it is nested; null for what cannot be read. */
export function readPacket(xml: string): unknown {
  try {
    return /<!DOCTYPE/i.test(xml) ? null : parser.parse(xml);
  } catch {
    return null;
  }
}

/** "Object does not exist" (33765). */
const NO_SUCH_OBJECT = '1013';

/** The number of the customer or reseller with a login; null where there is none. */
export async function ownerIdOf(
  server: PanelServer,
  kind: 'customer' | 'reseller',
  login: string,
): Promise<string | null> {
  const dataset = kind === 'customer' ? { gen_info: '' } : { 'gen-info': '' };
  const result = await exchange(server, kind, 'get', { filter: { login }, dataset });
  if (textOrNull(field(result, 'errcode')) === NO_SUCH_OBJECT) return null;
  const id = textOrNull(field(judged(server, result), 'id'));
  if (id && /^\d+$/.test(id)) return id;
  throw new ProviderError('UNKNOWN', 'The panel named no id.');
}

/** The limits of a subscription in bytes; null for what is not limited. */
export async function accountLimitsOf(server: PanelServer, domain: string) {
  const input = { filter: { name: domain }, dataset: { limits: '' } };
  const result = await packet(server, 'webspace', 'get', input);
  const listed = field(result, 'data', 'limits', 'limit');
  const limits = Array.isArray(listed) ? (listed as unknown[]) : [listed];
  const limitOf = (name: string) => {
    const value = textOrNull(
      field(
        limits.find((one) => field(one, 'name') === name),
        'value',
      ),
    );
    return value && /^\d+$/.test(value) ? value : null;
  };
  return { diskLimit: limitOf('disk_space'), trafficLimit: limitOf('max_traffic') };
}

/** A one-time address that signs a user in from an IP address. */
export async function loginLink(server: PanelServer, login: string, ip: string): Promise<string> {
  const data = { user_ip: Buffer.from(ip).toString('base64'), source_server: '' };
  const result = await packet(server, 'server', 'create_session', { login, data });
  const id = textOrNull(field(result, 'id'));
  if (!id) throw new ProviderError('UNKNOWN', 'The panel named no session.');
  return `${base(server, 8443)}/enterprise/rsession_init.php?PLESKSESSID=${encodeURIComponent(id)}`;
}
