import { carriesSecrets } from '#core/addresses/secure-address.ts';
import { StartRefused } from '#core/start-refused.ts';
import type { ApiAccess } from '#import/source/api.ts';
import type { Installation } from '#import/source/whmcs.ts';
import { type AskCommand, pacedCommands, type Fields, type ReadCommand } from './call.ts';
import { entriesOf, numberOf, type CommandReply, entryText } from './reply.ts';

/** A running system that is read by its commands. */
export interface Commands {
  system: Installation['system'];
  /** Where they are, by which it is recognised when it is read again. */
  address: string;
  /** The options that say where it is and what lets in. */
  options: { address: string; secret: string };
  ask: AskCommand;
}

/** Where the commands of a WHASOLS are, and with what they are called. */
export interface RapiAccess {
  /** `https://old/rapi` */
  address: string;
  token: string;
  /** The most calls begun in a second. */
  perSecond: number;
}

/** The commands of a WHASOLS. @throws StartRefused for an address that is not safe for the token */
export function whasolsCommands({ address: said, token, perSecond }: RapiAccess): Commands {
  if (!carriesSecrets(said))
    throw new StartRefused('--rapi: give it as https://host/rapi; without TLS the token is read.');
  const address = said.endsWith('/') ? said.slice(0, -1) : said;
  return {
    system: 'whasols',
    address,
    options: { address: '--rapi', secret: '--token' },
    ask: pacedCommands(perSecond, (command, fields) => ({
      url: `${address}/${command}`,
      form: { ...fields, token },
    })),
  };
}

/** What WHMCS calls otherwise. */
const ACTIONS: Readonly<Record<string, string>> = {
  GetClientDetails: 'GetClientsDetails',
  GetClientProducts: 'GetClientsProducts',
  GetClientDomains: 'GetClientsDomains',
};

/** The API of a WHMCS, which has nearly the same commands. @throws StartRefused */
export function whmcsCommands(access: ApiAccess & { perSecond: number }): Commands {
  const { address, identifier, secret, accessKey, perSecond } = access;
  if (!carriesSecrets(address))
    throw new StartRefused('--api: give it as https://host/includes/api.php.');
  const credentials = { identifier, secret, ...(accessKey && { accesskey: accessKey }) };
  const post = pacedCommands(perSecond, (command, fields) => ({
    url: address,
    form: {
      ...inItsWords(command, fields),
      action: ACTIONS[command] ?? command,
      ...credentials,
      responsetype: 'json',
    },
  }));
  return {
    system: 'whmcs',
    address,
    options: { address: '--api', secret: '--api-secret' },
    ask: async (command, fields) => {
      if (command === 'GetParameters') return parameters(post);
      if (command === 'GetProductsGroups') return groups(post);
      return post(command, fields);
    },
  };
}

function inItsWords(command: ReadCommand, fields: Fields): Fields {
  const { page_num: page, limit_num: limit, sort_order: _, sort_order_field: __, ...rest } = fields;
  const { user_id: client, invoice_id: invoiceid, ticket_id: ticketid, ...others } = rest;
  const owner = command === 'GetClientPassword' ? 'userid' : 'clientid';
  return {
    ...others,
    ...(page !== undefined &&
      limit !== undefined && { limitstart: (Number(page) - 1) * Number(limit), limitnum: limit }),
    ...(client !== undefined && { [owner]: client }),
    ...(invoiceid !== undefined && { invoiceid }),
    ...(ticketid !== undefined && { ticketid }),
  };
}

/** Of what is said to storefronts only the version is asked for. */
async function parameters(ask: AskCommand): Promise<CommandReply> {
  const { value } = await ask('GetConfigurationValue', { setting: 'Version' });
  return { parameters: { version: entryText(value) } };
}

/** Groups are given as numbers of products alone: they are named anew. */
async function groups(ask: AskCommand): Promise<CommandReply> {
  const products = entriesOf(await ask('GetProducts'), 'products', 'product');
  const ids = [...new Set(products.map((entry) => numberOf(entry.get('gid'))))].filter(Boolean);
  return { groups: { group: ids.map((id) => ({ id, name: `Group ${id}` })) } };
}
