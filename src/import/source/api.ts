import { carriesSecrets } from '#core/addresses/secure-address.ts';
import { StartRefused } from '#core/start-refused.ts';
import { send } from '#providers/http.ts';
import { SourceLost } from './source.ts';

/** Where the API of the source is, and with what it is called. */
export interface ApiAccess {
  /** `https://old/includes/api.php` */
  address: string;
  identifier: string;
  secret: string;
  /** WHMCS's `$api_access_key`, for addresses it does not know. */
  accessKey: string | null;
}

/**
 * What the database of the source holds encrypted, as its API tells it. Nothing is ever changed there.
 * Null where it has none.
 */
export interface SourceApi {
  /** The password of a service. @throws SourceLost */
  servicePassword(serviceId: number): Promise<string | null>;
  /** What a gateway calls the pay method. @throws SourceLost */
  payMethodToken(clientId: number, payMethodId: number): Promise<string | null>;
  /** The plain text of something that is stored encrypted. @throws SourceLost */
  decrypted(text: string): Promise<string | null>;
}

/** The only actions that are ever called; developers.whmcs.com/api-reference has each. */
type Action = 'GetConfigurationValue' | 'GetClientsProducts' | 'GetPayMethods' | 'DecryptPassword';

type Reply = Readonly<Record<string, unknown>>;

/** Services asked for at once. */
const PAGE = 250;

/** The API's own words for what it refuses. */
class ApiRefused extends Error {}

/**
 * Opens the API of the installation that says of itself to be at `systemUrl`.
 * @throws StartRefused where it does not let in, or is that of another installation
 */
export async function openApi(access: ApiAccess, systemUrl: string): Promise<SourceApi> {
  if (!carriesSecrets(access.address))
    throw new StartRefused('--api: give it as https://host/includes/api.php.');
  const call = (action: Action, input: Readonly<Record<string, string>>) =>
    called(access, action, input);
  const found = await call('GetConfigurationValue', { setting: 'SystemURL' }).catch(
    (error: Error) => {
      throw new StartRefused(`--api: ${access.address} cannot be used (${error.message}).`);
    },
  );
  if (String(found.value) !== systemUrl)
    throw new StartRefused(
      `--api: it is that of ${JSON.stringify(String(found.value))}, the database that of ${systemUrl}.`,
    );
  let passwords: Promise<Map<number, string>> | undefined;
  const tokens = new Map<number, Promise<Map<number, string>>>();
  return {
    servicePassword: async (id) => {
      const all = await (passwords ??= servicePasswords(call));
      if (!all.has(id)) all.set(id, await onePassword(call, id));
      return all.get(id) || null;
    },
    payMethodToken: async (clientId, id) => {
      const ofClient = tokens.get(clientId) ?? tokensOf(call, clientId);
      tokens.set(clientId, ofClient);
      return (await ofClient).get(id) || null;
    },
    decrypted: async (text) => {
      const reply = await unlessRefused(call('DecryptPassword', { password2: text }));
      return textOf(reply?.password) || null;
    },
  };
}

type Call = (action: Action, input: Readonly<Record<string, string>>) => Promise<Reply>;

/** All of them, in pages: one by one would take hours. What is missed is asked for by its id. */
async function servicePasswords(call: Call): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (let start = 0; ;) {
    const reply = await call('GetClientsProducts', {
      limitstart: String(start),
      limitnum: String(PAGE),
    });
    const rows = rowsOf(reply.products, 'product');
    for (const { id, password } of rows) found.set(Number(id), textOf(password));
    start += rows.length;
    if (!rows.length || start >= Number(reply.totalresults)) return found;
  }
}

async function onePassword(call: Call, id: number): Promise<string> {
  const reply = await unlessRefused(call('GetClientsProducts', { serviceid: String(id) }));
  const row = rowsOf(reply?.products, 'product').find((each) => Number(each.id) === id);
  return textOf(row?.password);
}

async function tokensOf(call: Call, clientId: number): Promise<Map<number, string>> {
  const reply = await unlessRefused(call('GetPayMethods', { clientid: String(clientId) }));
  const rows = rowsOf(reply?.paymethods, 'paymethod');
  return new Map(rows.map(({ id, remote_token: token }) => [Number(id), textOf(token)]));
}

/** A list as it stands, or as the only entry of an object; PHP writes an empty one as text. */
function rowsOf(list: unknown, name: string): Reply[] {
  const rows = isReply(list) && !Array.isArray(list) ? list[name] : list;
  return Array.isArray(rows) ? rows.filter(isReply) : [];
}

const isReply = (value: unknown): value is Reply => typeof value === 'object' && value !== null;

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Null where the source has no such thing. */
async function unlessRefused(reply: Promise<Reply>): Promise<Reply | null> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof ApiRefused) return null;
    throw error;
  }
}

/** @throws ApiRefused or SourceLost; neither repeats what was sent */
async function called(
  { address, identifier, secret, accessKey }: ApiAccess,
  action: Action,
  input: Readonly<Record<string, string>>,
): Promise<Reply> {
  const credentials = { identifier, secret, ...(accessKey && { accesskey: accessKey }) };
  const body = new URLSearchParams({ ...input, action, ...credentials, responsetype: 'json' });
  const answer = await send({
    url: address,
    method: 'POST',
    body,
    timeoutMs: 120_000,
    maxBytes: 64 << 20,
  }).catch((error: unknown) => {
    throw new SourceLost(error);
  });
  const reply = parsed(answer.text);
  if (reply?.result === 'success') return reply;
  if (reply?.result === 'error') throw new ApiRefused(textOf(reply.message).slice(0, 200));
  throw new SourceLost(new Error(`${action} was answered with HTTP ${answer.status} and no JSON`));
}

function parsed(text: string): Reply | null {
  try {
    const value: unknown = JSON.parse(text);
    return isReply(value) ? value : null;
  } catch {
    return null;
  }
}
