import {
  loopback,
  type Loopback,
  type LoopbackReply,
  type Seen,
} from '#providers/contract/loopback.ts';

export interface Order {
  orderid: string;
  domainname: string;
  currentstatus: string;
  endtime: string;
  domsecret: string;
  locked: boolean;
  isprivacyprotected: string;
  privacyprotectendtime: string;
  /** Actions that still wait for the registry. */
  waiting?: string[];
  ns: string[];
  cns: Record<string, string[]>;
  contacts: string[];
}

const JUNE_2027 = Date.UTC(2027, 5, 24) / 1000;

/** The stand-in with the orders it holds. */
export interface LogicBoxesProgram extends Loopback {
  orders: Map<string, Order>;
  /** Registers a contact and gives its number. */
  addContact(form: URLSearchParams): string;
}

/**
 * LogicBoxes' HTTP API, after its knowledge base (https://manage.logicboxes.com/kb/answer/<n> and
 * its mirrors, e.g. https://manage.xwidea.com/kb/answer/<n>) and WWW::LogicBoxes
 * (https://metacpan.org/pod/WWW::LogicBoxes): strings for everything, HTTP 500 for an error, some
 * bare scalars; what neither knows is 404.
 *
 * domains/available kb 764 · idn-available kb 1427 (`tld` and `idnLanguageCode` required) · register
 * kb 752 · renew kb 746 (`exp-date`; refused in redemption) · restore kb 760 · details-by-name
 * kb 1755 · contacts/add kb 790 (attributes of .us and .ca; no company of a person in .es; ASCII) ·
 * contacts/dotca/registrantagreement and modify-ns, modify-contact, locks, theft protection,
 * cancel-transfer, orderid: WWW::LogicBoxes · purchase-privacy kb 2085 · modify-privacy-protection
 * kb 778 · child name servers kb 780, 782, 934 · actions/search-current kb 908 ·
 * reseller-balance kb 1110
 */
export async function logicBoxesProgram(): Promise<LogicBoxesProgram> {
  const orders = new Map<string, Order>();
  const contacts = new Map<string, URLSearchParams>();
  const open = (domainname: string, endtime: number) => {
    const order = { orderid: String(33566240 + orders.size), domainname, currentstatus: 'Active' };
    const rest = {
      domsecret: 'aB3$x',
      locked: false,
      isprivacyprotected: 'false',
      privacyprotectendtime: '0',
      ns: ['ns1.host.test'],
      cns: {},
      contacts: [],
    };
    orders.set(domainname, { ...order, ...rest, endtime: String(endtime) });
    return order.orderid;
  };
  open('held.com', JUNE_2027);
  const program = await loopback((seen) => {
    const input = seen.method === 'POST' ? seen.form : seen.query;
    if (input.get('auth-userid') !== '700' || input.get('api-key') !== 'secret-key')
      return fail('Access Denied: You are not authorized to perform this action.');
    const operation = /\/api\/(.*)\.json$/.exec(seen.path)?.[1] ?? '';
    const domain = input.get('domain-name') ?? '';
    const order =
      orders.get(domain) ??
      [...orders.values()].find(({ orderid }) => orderid === input.get('order-id'));
    switch (operation) {
      case 'domains/available':
        return ok(available(input, orders));
      case 'domains/idn-available': {
        const tld = input.get('tld');
        if (!tld || !input.get('idnLanguageCode')) return fail('Required parameter missing');
        const name = `${input.get('domain-name')}.${tld}`;
        const status = orders.has(name) ? 'regthroughus' : 'available';
        return ok({ [name]: { classkey: 'domcno', status } });
      }
      case 'contacts/dotca/registrantagreement':
        return ok({ version: '2.0', content: '<p>Agreement</p>' });
      case 'contacts/add': {
        const wrong = wrongContact(input);
        if (wrong) return fail(wrong);
        contacts.set(String(900 + contacts.size), input);
        return ok(899 + contacts.size);
      }
      case 'domains/register':
      case 'domains/transfer':
        if (orders.has(domain)) return fail('Domain already registered.');
        if (operation === 'domains/register' && input.getAll('ns').length < 2)
          return fail('ns: at least two are required.');
        return action(open(domain, JUNE_2027), 'AddNewDomain');
      case 'billing/reseller-balance':
        return raw('{"sellingcurrencysymbol":"USD","sellingcurrencybalance":1234567.890}');
      case 'actions/search-current': {
        const waiting = (order?.waiting ?? []).map((actiontype, place) => [
          String(place + 1),
          { actiontype },
        ]);
        const recsindb = String(waiting.length);
        return ok({ recsonpage: recsindb, recsindb, ...Object.fromEntries(waiting) });
      }
    }
    if (!order) return fail(`No Entity found for Entityid: ${domain}`);
    return change(operation, input, order, contacts);
  });
  const addContact = (form: URLSearchParams) => {
    const id = String(900 + contacts.size);
    contacts.set(id, form);
    return id;
  };
  return { ...program, orders, addContact };
}

/** What kb 790 refuses: a company of a Spanish person, letters beyond ASCII, a missing attribute. */
function wrongContact(form: URLSearchParams): string | null {
  const values = [...form.values()].join('');
  // oxlint-disable-next-line no-control-regex -- the range of ASCII begins with controls
  if (!/^[\u0000-\u007e]*$/.test(values)) return 'name: Invalid characters';
  if (form.get('type') === 'EsContact' && form.get('company') === 'N A')
    return 'company: must not be given for a person';
  return null;
}

function change(
  operation: string,
  input: Seen['form'],
  order: Order,
  contacts: Map<string, URLSearchParams>,
): LoopbackReply {
  const cns = input.get('cns') ?? '';
  switch (operation) {
    case 'domains/orderid':
      return raw(order.orderid);
    case 'domains/details-by-name':
      return ok(show(order, contacts));
    case 'domains/locks':
      return ok({ transferlock: order.locked });
    case 'domains/renew':
      if (order.currentstatus === 'Pending Delete Restorable')
        return fail('The domain has to be restored first.');
      if (input.get('exp-date') !== order.endtime) return fail('Domain already renewed.');
      order.endtime = String(later(Number(order.endtime), Number(input.get('years'))));
      return action(order.orderid, 'RenewDomain');
    case 'domains/restore':
      if (!input.get('invoice-option')) return fail('Required parameter missing: invoice-option');
      if (order.currentstatus !== 'Pending Delete Restorable') return fail('Not restorable.');
      order.currentstatus = 'Active';
      return action(order.orderid, 'RestoreDomain');
    case 'domains/purchase-privacy':
      order.privacyprotectendtime = order.endtime;
      return action(order.orderid, 'PurchasePrivacy');
    case 'domains/modify-ns':
      order.ns = input.getAll('ns');
      break;
    case 'domains/enable-theft-protection':
    case 'domains/disable-theft-protection':
      order.locked = operation.includes('enable');
      break;
    case 'domains/modify-contact':
      order.contacts = ['reg', 'admin', 'tech', 'billing'].map(
        (role) => input.get(`${role}-contact-id`) ?? '',
      );
      break;
    case 'domains/add-cns':
      order.cns[cns] = [...(order.cns[cns] ?? []), ...input.getAll('ip')];
      break;
    case 'domains/modify-cns-ip':
      order.cns[cns] = (order.cns[cns] ?? []).map((ip) =>
        ip === input.get('old-ip') ? (input.get('new-ip') ?? '') : ip,
      );
      break;
    case 'domains/delete-cns-ip':
      order.cns[cns] = (order.cns[cns] ?? []).filter((ip) => !input.getAll('ip').includes(ip));
      break;
    case 'domains/modify-privacy-protection':
      if (order.privacyprotectendtime === '0') return fail('Privacy Protection is not purchased.');
      order.isprivacyprotected = input.get('protect-privacy') ?? '';
      break;
    case 'domains/cancel-transfer':
      return raw('Success');
    default:
      return { status: 404, body: '<html>no such page</html>' };
  }
  return action(order.orderid, 'ModDomain');
}

function later(seconds: number, years: number): number {
  const date = new Date(seconds * 1000);
  return date.setUTCFullYear(date.getUTCFullYear() + years) / 1000;
}

function show(order: Order, contacts: Map<string, URLSearchParams>) {
  const [registrant, admin, tech, billing] = order.contacts.map((id) => {
    const form = contacts.get(id);
    return (
      form && {
        contactid: id,
        name: form.get('name'),
        company: form.get('company'),
        emailaddr: form.get('email'),
        address1: form.get('address-line-1'),
        city: form.get('city'),
        state: form.get('state'),
        zip: form.get('zipcode'),
        country: form.get('country'),
        telnocc: form.get('phone-cc'),
        telno: form.get('phone'),
      }
    );
  });
  const { ns, contacts: _ids, locked: _locked, ...rest } = order;
  const servers = Object.fromEntries(ns.map((name, index) => [`ns${index + 1}`, name]));
  const people = { registrantcontact: registrant, admincontact: admin, techcontact: tech };
  return { ...rest, ...servers, ...people, billingcontact: billing };
}

function available(input: URLSearchParams, orders: Map<string, Order>) {
  const names = input.getAll('domain-name');
  const all = names.flatMap((name) => input.getAll('tlds').map((tld) => `${name}.${tld}`));
  return Object.fromEntries(
    all.map((name) => {
      if (name === 'gold.com')
        return [
          name,
          { status: 'available', costHash: { create: '150.00', sellingCurrencySymbol: 'USD' } },
        ];
      const status = orders.has(name)
        ? 'regthroughus'
        : name === 'odd.net'
          ? 'unknown'
          : 'available';
      return [name, { classkey: 'domcno', status }];
    }),
  );
}

function ok(body: unknown): LoopbackReply {
  return { body };
}

function raw(body: string): LoopbackReply {
  return { body };
}

function fail(message: string): LoopbackReply {
  return { status: 500, body: { status: 'ERROR', message } };
}

function action(entityid: string, actiontype: string): LoopbackReply {
  const money = { sellingcurrencysymbol: 'USD', sellingamount: '-7.910', invoiceid: '77433277' };
  const reported = { actionstatus: 'Success', actionstatusdesc: 'Completed', status: 'Success' };
  return { body: { entityid, actiontype, eaqid: '461331388', ...reported, ...money } };
}
