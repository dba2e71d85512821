import { print } from 'graphql';
import { beforeAll, expect, it, vi } from 'vitest';
import { paramsOf } from '#transports/rapi/fields.ts';
import type { AnyLegacy } from '#transports/rapi/legacy.ts';
import type { AskStored } from '#transports/whmcs/action.ts';
import { actions, type NamedAction } from '#transports/whmcs/actions.ts';
import { spellingOf } from '#transports/whmcs/request-names.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tableHashes } from '#test/graphql/tables.ts';
import {
  all,
  badTexts,
  doubtfulTexts,
  isRequired,
  type Kind,
  kindOf,
  plausible,
} from '#test/money/bad-values.ts';
import { openShop } from '#test/shop.ts';
import { callWhmcs } from './whmcs.ts';

vi.setConfig({ testTimeout: 240_000 });

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  const shop = await openShop(gateway);
  await shop.order(gateway.carol, await shop.addProduct());
});

type Form = Record<string, string>;

/** What tells the actions that are one of several commands which of them is meant. */
const variants: Readonly<Record<string, Form[]>> = {
  AddCredit: [{ type: 'add' }, { type: 'remove' }],
  AddTransaction: [{ invoiceid: '1' }, { credit: '1' }],
  CreateOrUpdateTLD: [{ extension: 'new' }],
  DomainUpdateWhoisInfo: [
    { xml: '<contactdetails><Registrant><City>x</City></Registrant></contactdetails>' },
  ],
};

/** Php's own way of writing a list with one array in it, in base64. */
const phpLines = (line: Form) => {
  const text = (value: string) => `s:${Buffer.byteLength(value)}:"${value}";`;
  const pairs = Object.entries(line).map(([name, value]) => text(name) + text(value));
  return Buffer.from(`a:1:{i:0;a:${pairs.length}:{${pairs.join('')}}}`).toString('base64');
};

interface Place {
  action: string;
  /** What the command says of a parameter that is wrong, in the words of its reference. */
  says?: readonly string[];
  /** The rest of the form. */
  form: Form;
  name: string;
  kind: Kind;
  /** How a value is sent; as it is where nothing is said. */
  write?: (value: string) => string;
  /** What the refusal calls the place. */
  calls?: RegExp;
}

const ask: AskStored = async (document, variables) =>
  (await gateway.ask(print(document), variables)).data;

/** The parameters of an action that hold numbers and dates, each with what else has to be there. */
async function placesOf(action: NamedAction, variant: Form): Promise<Place[]> {
  const command =
    typeof action.command === 'function' ? await action.command(variant, ask) : action.command;
  const shape = Object.entries(paramsOf((command as AnyLegacy).params));
  const filled = shape
    .filter(([, param]) => isRequired(param))
    .map(([own, param]) => [spellingOf(command, action, own), plausible(own, param)]);
  const form = { ...Object.fromEntries(filled), ...variant } as Form;
  const { wrong = {}, missing = {} } = command as AnyLegacy;
  return shape.flatMap(([own, param]) => {
    const kind = kindOf(param);
    if (!kind || action.named?.[own]) return [];
    const says = [wrong[own], missing[own]].filter((text) => text !== undefined);
    return [{ action: action.name, form, name: spellingOf(command, action, own), kind, says }];
  });
}

const client = () => ({ userid: String(gateway.carol), clientid: String(gateway.carol) });

/** The places inside lists, which WHMCS spells as no command does. */
function placesWithin(): Place[] {
  const { userid, clientid } = client();
  const quote = { subject: 'x', stage: 'Draft', validuntil: '2030-01-01', userid };
  const product = { name: 'x', gid: '1', type: 'other', paytype: 'recurring' };
  const order = { clientid, paymentmethod: 'mailin', 'pid[3]': '1' };
  const line = { desc: 'x', qty: '1', up: '1', discount: '1' };
  const amounts: [string, Form, string][] = [
    ['CreateInvoice', { userid, itemdescription3: 'x' }, 'itemamount3'],
    ['UpdateInvoice', { invoiceid: '1', 'newitemdescription[4]': 'x' }, 'newitemamount[4]'],
    ['AddProduct', product, 'pricing[1][monthly]'],
    ['AddProduct', { ...product, 'pricing[1][monthly]': '1' }, 'pricing[1][msetupfee]'],
    ['CreateOrUpdateTLD', { extension: 'new' }, 'register[1]'],
    ['CreateOrUpdateTLD', { extension: 'new' }, 'renew[2]'],
    ['CreateOrUpdateTLD', { extension: 'new' }, 'transfer[1]'],
  ];
  const numbers: [string, Form, string][] = [
    ['CreateOrUpdateTLD', { extension: 'new' }, 'grace_period_days'],
    ['CreateOrUpdateTLD', { extension: 'new' }, 'redemption_period_days'],
    ['AddOrder', { clientid, paymentmethod: 'mailin' }, 'pid[3]'],
    ['AddOrder', order, 'qty[3]'],
    ['AddOrder', { ...order, 'domaintype[3]': 'register', 'domain[3]': 'a.com' }, 'regperiod[3]'],
    ['AddOrder', order, 'addons[3]'],
    ['AddOrder', order, 'configoptions[3][1]'],
    ['AddOrder', order, 'domainrenewals[1]'],
    ['AcceptQuote', {}, 'quoteid'],
    ['UpdateInvoice', { invoiceid: '1' }, 'deletelineids[7]'],
  ];
  const plain =
    (kind: Kind) =>
    ([action, form, name]: [string, Form, string]) => ({
      action,
      form,
      name,
      kind,
    });
  return [
    ...amounts.map(plain('amount')),
    ...numbers.map(plain('number')),
    ...(['qty', 'up', 'discount'] as const).map((key) => ({
      action: 'CreateQuote',
      form: quote,
      name: 'lineitems',
      kind: 'amount' as const,
      write: (value: string) => phpLines({ ...line, [key]: value }),
      calls: new RegExp(`lineitems\\[0\\]\\[${key}\\]`),
    })),
  ];
}

const escaped = (text: string) => text.replace(/[[\]]/g, '\\$&');

async function refusalOf(place: Place, value: string) {
  const { action, form, name, write = (text: string) => text } = place;
  const sent = { ...form, [name]: write(value), responsetype: 'json' };
  const { status, text } = await callWhmcs(gateway, action, sent);
  const { result, message = '' } = JSON.parse(text) as { result: string; message?: string };
  const isOurs = status >= 500 || /something went wrong/i.test(message);
  return { isOurs, isTaken: result === 'success', message };
}

/** Every place of every action. */
async function allPlaces(): Promise<Place[]> {
  const places = placesWithin();
  for (const action of actions)
    for (const variant of variants[action.name] ?? [{}])
      places.push(...(await placesOf(action, variant)));
  return places;
}

it('takes numbers and dates of every action or refuses them by the caller’s name, never as our fault (M33, M34, M46)', async () => {
  const places = await allPlaces();
  const faults: string[] = [];
  const before = await tableHashes(gateway.app);
  await all(places, async (place) => {
    const named = place.calls ?? new RegExp(`(^|; )${escaped(place.name)}( |:|\\[)`);
    for (const value of badTexts[place.kind]) {
      // Twice: what answers the second time may be another than the first.
      const answers = [await refusalOf(place, value), await refusalOf(place, value)];
      const what = `${place.action} ${place.name}=${value}`;
      for (const { isOurs, isTaken, message } of answers) {
        if (isOurs || isTaken) faults.push(`${what}: ${isTaken ? 'taken' : message}`);
        else if (!named.test(message) && !place.says?.includes(message))
          faults.push(`${what}: not named: ${message}`);
      }
    }
  });
  expect(places.length).toBeGreaterThan(200);
  expect(faults).toEqual([]);
  expect(await tableHashes(gateway.app)).toEqual(before);
});

/** What is wrong with the answer to a value that a place may take or refuse. */
async function faultOf(place: Place, value: string): Promise<string[]> {
  const { isOurs, isTaken, message } = await refusalOf(place, value);
  const isNoise = value === '3.3000000000000003' && /an amount/.test(message);
  return !isTaken && (isOurs || isNoise)
    ? [`${place.action} ${place.name}=${value}: ${message}`]
    : [];
}

it('does nothing by halves within lists, for the largest and the smallest (M33, M46)', async () => {
  const faults: string[] = [];
  for (const place of placesWithin())
    for (const value of doubtfulTexts[place.kind]) {
      const before = await tableHashes(gateway.app);
      const { isTaken } = await refusalOf(place, value);
      if (!isTaken) expect(await tableHashes(gateway.app)).toEqual(before);
      faults.push(...(await faultOf(place, value)));
    }
  expect(faults).toEqual([]);
});

it('is never at fault for the largest and the smallest of any parameter (M33, M46)', async () => {
  const faults: string[] = [];
  await all(await allPlaces(), async (place) => {
    for (const value of doubtfulTexts[place.kind]) faults.push(...(await faultOf(place, value)));
  });
  expect(faults).toEqual([]);
});
