import { StartRefused } from '#core/start-refused.ts';
import { type AskCommand, CommandRefused } from '#import/rapi/call.ts';
import { amountIn } from '#import/rapi/cells.ts';
import { readList } from '#import/rapi/lists.ts';
import { askedOf, orNone, type CommandReader, readEach, type Rows } from '#import/rapi/reader.ts';
import {
  isReply,
  numberOf,
  type CommandReply,
  entryText,
  type Entry,
  entryOf,
} from '#import/rapi/reply.ts';
import { rowOf, telling } from '#import/rapi/rows.ts';
import type { StageRow } from '#import/rapi/stage.ts';
import { currencyIds } from './catalogue.ts';
import { cardsOf } from './pay-methods.ts';
import { phoneOf } from './people.ts';
import { type Choices, choicesIn, chosenOf } from './service-options.ts';

const client = telling(
  'tblclients',
  `id uuid firstname lastname companyname email address1 address2 city state=fullstate postcode
   country=countrycode tax_id currency defaultgateway credit! taxexempt latefeeoveride
   overideduenotices separateinvoices disableautocc emailoptout
   marketing_emails_opt_in=isoptedintomarketingemails overrideautoclose
   allow_sso=allowsinglesignon language notes billingcid groupid status datecreated=entrydate`,
);

const service = telling(
  'tblhosting',
  `id=serviceid orderid packageid=pid,package server=serverid regdate domain=domainname paymentmethod
   qty firstpaymentamount amount!=recurringamount billingcycle! nextduedate!
   termination_date=terminationdate domainstatus!=status username notes subscriptionid promoid
   suspendreason=suspensionreason overideautosuspend overidesuspenduntil dedicatedip assignedips ns1
   ns2 diskusage disklimit bwusage=bandwidthusage bwlimit=bandwidthlimit lastupdate`,
);

const domain = telling(
  'tbldomains',
  `id=domainid orderid type=regtype registrationdate=regdate domain!=domainname firstpaymentamount
   recurringamount registrar registrationperiod=regperiod expirydate subscriptionid promoid status!
   nextduedate! additionalnotes=notes paymentmethod dnsmanagement emailforwarding idprotection
   donotrenew`,
);

const change = telling('tblcredit', 'id date=entrydate description amount! relid');

/** What only the commands about one client tell: its details, services, domains and credit. */
export const clientReader: CommandReader = {
  name: 'clients',
  tables: [
    'tblclients',
    'tblhosting',
    'tblhostingconfigoptions',
    'tbldomains',
    'tblcredit',
    'tblpaymethods',
    'tblcreditcards',
    'tblbankaccts',
    'tblregistrars',
  ],
  commands: [
    'GetClientDetails',
    'GetClientProducts',
    'GetClientDomains',
    'GetCredits',
    'GetPayMethods',
  ],
  read: async (reading) => {
    const { ask, stage } = reading;
    const known = { currencies: await currencyIds(stage), choices: await choicesIn(stage) };
    await readEach(reading, 'clients', 'tblclients', (id) => readClient(ask, id, known));
    await stage.together(async () => {
      await stage.query('delete from tblregistrars');
      const names = await stage.query<{ registrar: string }>(
        `select distinct registrar from tbldomains where registrar <> '' order by registrar`,
      );
      await stage.put(
        'tblregistrars',
        names.map(({ registrar }, at) => ({ id: at + 1, registrar })),
      );
      // The source has passwords of users alone, and tells that of a client: its owner's.
      const hashes = await stage.query<{ id: number; password: string }>(
        `select distinct on (u.id) u.id, c.password from tblusers u
         join tblusers_clients l on l.auth_user_id = u.id and l.owner = 1
         join tblclients c on c.id = l.client_id
         where c.password <> '' order by u.id, c.id`,
      );
      await stage.put('tblusers', hashes);
    });
  },
};

/** What rows of clients refer to. */
interface Known {
  currencies: ReadonlyMap<string, number>;
  choices: Choices;
}

async function readClient(ask: AskCommand, id: number, known: Known) {
  const details = await askedOf(ask('GetClientDetails', { user_id: id, stats: 'true' }));
  const entry = entryOf(isReply(details.client) ? details.client : details);
  const facts = factsOf(id, isReply(details.stats) ? details.stats : {});
  const list = async (name: string, ...what: Parameters<typeof listed>) => {
    const { total, entries } = await listed(...what);
    if (total) facts.set(`client ${id}: ${name}`, `${total}`);
    return entries;
  };
  const [services, domains, credits, cards, password] = await Promise.all([
    list('services', ask, id, 'GetClientProducts', 'products', 'product', 'unpaged'),
    list('domains', ask, id, 'GetClientDomains', 'domains', 'domain', 'unpaged'),
    listed(ask, id, 'GetCredits', 'credits', 'credit', 'column-last'),
    cardsOf(orNone(ask), id),
    hashOf(ask, id),
  ]);
  const preferences = entry.get('emailpreferences');
  const row: StageRow = {
    ...rowOf(client, entry),
    id,
    currency: currencyOf(entry, known.currencies),
    ...phoneOf(entry),
    ...(isReply(preferences) && { email_preferences: JSON.stringify(preferences) }),
    ...(password !== null && { password }),
  };
  const rows: Rows = {
    tblclients: [row],
    tblhosting: services.map((each) => serviceRow(id, each)),
    tblhostingconfigoptions: services.flatMap((each) =>
      chosenOf(numberOf(each.get('id') ?? each.get('serviceid')), each, known.choices),
    ),
    tbldomains: domains.map((each) => ({ ...rowOf(domain, each), userid: id })),
    tblcredit: credits.entries.map((each) => ({ ...rowOf(change, each), clientid: id })),
    ...cards,
  };
  return { rows, facts };
}

/** By its id or its code. @throws StartRefused for neither: nobody's money is taken for another's */
function currencyOf(entry: Entry, currencies: ReadonlyMap<string, number>): number {
  const id = numberOf(entry.get('currency')) || numberOf(entry.get('currencyid'));
  if (id > 0) return id;
  const code = entryText(entry.get('currencycode')) || entryText(entry.get('currency'));
  const found = currencies.get(code);
  if (found !== undefined) return found;
  throw new StartRefused(
    `The source tells no currency of client ${entryText(entry.get('id'))}: ${JSON.stringify(code)}.`,
  );
}

/** Its password is asked for when it is written: it never lies about in plain text. */
function serviceRow(id: number, entry: Entry): StageRow {
  const password = entryText(entry.get('password')) && 'given';
  return { ...rowOf(service, entry), userid: id, ...(entry.has('password') && { password }) };
}

async function listed(
  ask: AskCommand,
  id: number,
  command: 'GetClientProducts' | 'GetClientDomains' | 'GetCredits',
  wrapper: string,
  item: string,
  paging: 'unpaged' | 'column-last',
) {
  const entries: Entry[] = [];
  const list = { command, wrapper, item, paging, fields: { user_id: id } };
  const total = await readList(orNone(ask), list, (page) => void entries.push(...page));
  return { total, entries };
}

/** The hash of a client's password; null where the source does not tell it. */
async function hashOf(ask: AskCommand, id: number): Promise<string | null> {
  try {
    return entryText((await ask('GetClientPassword', { user_id: id })).password);
  } catch (error) {
    if (error instanceof CommandRefused) return null;
    throw error;
  }
}

/** What the source counts of a client, by its own names. */
const COUNTED = {
  numunpaidinvoices: 'unpaid invoices',
  numpaidinvoices: 'paid invoices',
  numcancelledinvoices: 'cancelled invoices',
  numrefundedinvoices: 'refunded invoices',
  numcollectionsinvoices: 'invoices in collections',
  numDraftInvoices: 'draft invoices',
} as const;

/** None is not noted: there are many clients. */
function factsOf(id: number, stats: CommandReply): Map<string, string> {
  const facts = new Map<string, string>();
  if (Object.keys(stats).length) facts.set('stats', '1');
  const say = (what: string, value: string) => facts.set(`stats of client ${id}: ${what}`, value);
  for (const [name, what] of Object.entries(COUNTED))
    if (numberOf(stats[name])) say(what, `${numberOf(stats[name])}`);
  const credit = amountIn(entryText(stats.creditbalance));
  if (credit !== null && Number(credit)) say('credit', credit);
  return facts;
}
