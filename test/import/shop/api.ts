import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What the stand-in knows. */
export interface ApiContent {
  systemUrl: string;
  identifier: string;
  secret: string;
  /** The passwords of services by their ids. */
  passwords: Map<number, string>;
  /** Services that it leaves out of its lists. */
  unlisted?: readonly number[];
  /** What GetPayMethods says of each client. */
  payMethods: Map<number, object[]>;
  /** Plain texts by what is stored. */
  decrypted: Map<string, string>;
}

/** A stand-in of `/includes/api.php`. */
export interface OldApi {
  address: string;
  content: ApiContent;
  /** The actions it was asked for, in their order. */
  actions: string[];
  /** How many it answers at most in a page. */
  pageSize: number;
  /** From then on it answers nothing. */
  isDown: boolean;
  close(): Promise<void>;
}

/**
 * Serves what developers.whmcs.com documents: api/authentication, api-reference/getconfigurationvalue,
 * /getclientsproducts, /getpaymethods and /decryptpassword; errors as `result` and `message`.
 */
export async function oldApi(content: ApiContent): Promise<OldApi> {
  const server = createServer((req, res) => {
    void (async () => {
      let body = '';
      for await (const chunk of req) body += String(chunk);
      const form = new URLSearchParams(body);
      if (api.isDown) return req.socket.destroy();
      const isKnown =
        form.get('identifier') === content.identifier && form.get('secret') === content.secret;
      const reply = isKnown ? answer(api, form) : failed('Authentication Failed');
      res.writeHead(isKnown ? 200 : 403, { 'content-type': 'application/json' });
      res.end(JSON.stringify(reply));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const api: OldApi = {
    address: `http://127.0.0.1:${port}/includes/api.php`,
    content,
    actions: [],
    pageSize: 25,
    isDown: false,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return api;
}

const failed = (message: string) => ({ result: 'error', message });

function answer(api: OldApi, form: URLSearchParams): object {
  const action = form.get('action') ?? '';
  api.actions.push(action);
  const { content } = api;
  switch (action) {
    case 'GetConfigurationValue':
      return { result: 'success', setting: form.get('setting'), value: content.systemUrl };
    case 'GetClientsProducts':
      return products(api, form);
    case 'GetPayMethods': {
      const clientid = form.get('clientid')!;
      const paymethods = content.payMethods.get(Number(clientid));
      return paymethods ? { result: 'success', clientid, paymethods } : failed('Client Not Found');
    }
    case 'DecryptPassword':
      return {
        result: 'success',
        password: content.decrypted.get(form.get('password2') ?? '') ?? '',
      };
    default:
      return failed(`Action ${action} not found`);
  }
}

function products({ content, pageSize }: OldApi, form: URLSearchParams): object {
  const { passwords, unlisted = [] } = content;
  const [start, wanted] = [Number(form.get('limitstart') ?? 0), Number(form.get('limitnum') ?? 25)];
  const one = form.get('serviceid');
  const all = [...passwords].filter(([id]) => (one ? id === Number(one) : !unlisted.includes(id)));
  const page = all.slice(start, start + Math.min(wanted, pageSize));
  return {
    result: 'success',
    clientid: null,
    serviceid: one,
    totalresults: String(all.length),
    startnumber: start,
    numreturned: page.length,
    products: page.length
      ? { product: page.map(([id, password]) => ({ id: String(id), username: 'ada', password })) }
      : '',
  };
}
