import type { AskCommand } from '#import/rapi/call.ts';
import type { Rows } from '#import/rapi/reader.ts';
import { entriesOf, numberOf, entryText, type Entry } from '#import/rapi/reply.ts';
import { rowOf, telling } from '#import/rapi/rows.ts';
import type { StageRow } from '#import/rapi/stage.ts';

const payMethod = telling(
  'tblpaymethods',
  'id description contact_id contact_type payment_type=type gateway_name created_at=lastupdated',
);

/** Cards and accounts of a client, without the tokens of their gateways, which are asked for later. */
export async function cardsOf(ask: AskCommand, userid: number): Promise<Rows> {
  const found = entriesOf(
    await ask('GetPayMethods', { user_id: userid }),
    'paymethods',
    'paymethod',
  );
  return {
    tblpaymethods: found.map((entry, at) => ({
      ...rowOf(payMethod, entry),
      userid,
      payment_type: typeOf(entry),
      order_preference: at,
    })),
    tblcreditcards: found.map((entry) => ({ ...detail(entry), ...card(entry) })),
    tblbankaccts: found.map((entry) => ({
      ...detail(entry),
      bank_name: entryText(entry.get('bankname')),
    })),
  };
}

/** What a gateway keeps has a token, whatever its type is called. */
function typeOf(entry: Entry): string {
  const type = entryText(entry.get('type'));
  return entryText(entry.get('remotetoken')) && !type.startsWith('Remote') ? `Remote${type}` : type;
}

const detail = (entry: Entry): StageRow => {
  const id = numberOf(entry.get('id'));
  return { id, pay_method_id: id };
};

function card(entry: Entry): StageRow {
  const [, month = '', year = ''] =
    /^(\d{1,2})\/(?:20)?(\d\d)$/.exec(entryText(entry.get('expirydate')).trim()) ?? [];
  return {
    card_type: entryText(entry.get('cardtype')),
    last_four: entryText(entry.get('cardlastfour')),
    expiry_date: year ? `20${year}-${month.padStart(2, '0')}-01` : '',
  };
}
