import { type CommandReader, readRows } from '#import/rapi/reader.ts';
import { cellOf } from '#import/rapi/cells.ts';
import { entriesOf, isReply, numberOf, entryText, type Entry } from '#import/rapi/reply.ts';
import { telling } from '#import/rapi/rows.ts';
import type { StageRow } from '#import/rapi/stage.ts';

/** Everybody's list, which says the least of each. */
export const clientListReader: CommandReader = {
  name: 'list of clients',
  tables: [],
  commands: ['GetClients'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetClients', wrapper: 'clients', item: 'client', paging: 'column-last' },
      telling(
        'tblclients',
        'id firstname lastname companyname email datecreated=entrydate groupid status',
      ),
      { counted: 'clients', remember: 'clients' },
    ),
};

/** `+44.2079460000`, as the import has it, of what is given in parts. */
export function phoneOf(entry: Entry): Record<'phonenumber', string> | Record<string, never> {
  const dotted = ['phonenumberformatted', 'telephonenumber', 'phonenumber']
    .map((name) => entryText(entry.get(name)))
    .find((text) => /^\+\d{1,3}\./.test(text));
  if (dotted !== undefined) return { phonenumber: dotted };
  if (!entry.has('phonenumber')) return {};
  const [number, code] = [entryText(entry.get('phonenumber')), entryText(entry.get('phonecc'))];
  return { phonenumber: /^\d{1,3}$/.test(code) && number ? `+${code}.${number}` : number };
}

export const contactReader: CommandReader = {
  name: 'contacts',
  tables: ['tblcontacts'],
  commands: ['GetContacts'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetContacts', wrapper: 'contacts', item: 'contact', paging: 'column-first' },
      telling(
        'tblcontacts',
        `id userid!=clientid firstname lastname companyname=company email address1 address2 city state
         postcode country tax_id domainemails generalemails invoiceemails productemails supportemails
         affiliateemails created_at`,
      ),
      {
        counted: 'contacts',
        rows: (entry, own) => ({ tblcontacts: [{ ...own, ...phoneOf(entry) }] }),
      },
    ),
};

const user = telling(
  'tblusers',
  'id first_name last_name email language created_at=entrydate,datecreated',
);

/** Who signs in, and for which clients. */
export const userReader: CommandReader = {
  name: 'users',
  tables: ['tblusers', 'tblusers_clients'],
  commands: ['GetUsers'],
  read: async (reading) => {
    await reading.stage.query('delete from tblusers_clients');
    const linked = new Set<number>();
    const rows = (entry: Entry) => {
      const id = numberOf(entry.get('id'));
      if (linked.has(id)) return {};
      linked.add(id);
      return { tblusers_clients: linksOf(id, entry) };
    };
    const list = { command: 'GetUsers', wrapper: 'users', item: 'user' } as const;
    await readRows(reading, { ...list, paging: 'column-last' }, user, { counted: 'users', rows });
  },
};

function linksOf(id: number, entry: Entry): StageRow[] {
  const wrapped = entry.get('clients');
  const clients = isReply(wrapped) ? wrapped : { client: wrapped };
  return entriesOf(clients, 'client').map((client) => ({
    auth_user_id: id,
    client_id: numberOf(client.get('id')),
    owner: cellOf('whole', client.get('isowner'), `owner of user ${id}`),
  }));
}
