import { askedOf, type CommandReader, numbered, readEach, readRows } from '#import/rapi/reader.ts';
import { entriesOf, numberOf, entryText, type Entry } from '#import/rapi/reply.ts';
import { rowOf, telling } from '#import/rapi/rows.ts';
import type { StageRow } from '#import/rapi/stage.ts';

export const departmentReader: CommandReader = {
  name: 'departments',
  tables: ['tblticketdepartments'],
  commands: ['GetSupportDepartments'],
  read: (reading) =>
    readRows(
      reading,
      {
        command: 'GetSupportDepartments',
        wrapper: 'departments',
        item: 'department',
        paging: 'unpaged',
      },
      telling('tblticketdepartments', 'id=departmentid name'),
      { counted: 'departments' },
    ),
};

/** Of a status only its name and colour are given: what it means goes by the name. */
export const ticketStatusReader: CommandReader = {
  name: 'ticket statuses',
  tables: ['tblticketstatuses'],
  commands: ['GetSupportStatuses'],
  read: async ({ ask, stage, idsHere }) => {
    const found = entriesOf(await ask('GetSupportStatuses'), 'statuses', 'status');
    const titles = found.map((entry) => entryText(entry.get('title')));
    const ids = numbered(titles, await idsHere('ticket_statuses', 'title'));
    await stage.put(
      'tblticketstatuses',
      found.map((entry, at) => ({
        id: ids.get(titles[at]!)!,
        title: titles[at]!,
        color: entryText(entry.get('color')),
        sortorder: at,
        showactive: titles[at] === 'Closed' ? 0 : 1,
        showawaiting: ['Open', 'Customer-CommandReply'].includes(titles[at]!) ? 1 : 0,
      })),
    );
  },
};

const ticket = telling(
  'tbltickets',
  `id=ticketid tid did=deptid,departmentid userid=clientid contactid name email cc c date=entrydate
   title=subject message status urgency=priority admin lastreply flag service
   merged_ticket_id=mergedinto`,
);

export const ticketListReader: CommandReader = {
  name: 'list of tickets',
  tables: [],
  commands: ['GetTickets'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetTickets', wrapper: 'tickets', item: 'ticket', paging: 'column-first' },
      ticket,
      { counted: 'tickets', remember: 'tickets' },
    ),
};

const reply = telling(
  'tblticketreplies',
  'id=replyid userid=clientid contactid name email date=entrydate message admin rating',
);

const note = telling('tblticketnotes', 'id=noteid admin date=entrydate message');

/** Each ticket is asked for what was written; the first reply, of number 0, is the ticket itself. */
export const ticketReader: CommandReader = {
  name: 'tickets',
  tables: ['tbltickets', 'tblticketreplies', 'tblticketnotes'],
  commands: ['GetTicket', 'GetTicketNotes'],
  read: (reading) =>
    readEach(reading, 'tickets', 'tbltickets', async (id) => {
      const answer = await askedOf(reading.ask('GetTicket', { ticket_id: id }));
      const notes =
        answer.notes === undefined
          ? await askedOf(reading.ask('GetTicketNotes', { ticket_id: id }))
          : answer;
      const replies = entriesOf(answer, 'replies', 'reply').map((each) => rowOf(reply, each));
      const opening = replies.find((each) => Number(each.id) === 0);
      const all = new Map<string, unknown>(Object.entries(answer));
      const contact = numberOf(all.get('contactid') ?? all.get('contact_id'));
      const row: StageRow = {
        id,
        contactid: contact,
        ...(opening && { message: opening.message! }),
      };
      return {
        rows: {
          tbltickets: [row],
          tblticketreplies: replies
            .filter((each) => Number(each.id) > 0)
            .map((each) => ({ ...each, tid: id })),
          tblticketnotes: entriesOf(notes, 'notes', 'note').map((each: Entry) => ({
            ...rowOf(note, each),
            ticketid: id,
          })),
        },
      };
    }),
};

export const announcementReader: CommandReader = {
  name: 'announcements',
  tables: ['tblannouncements'],
  commands: ['GetAnnouncements'],
  read: (reading) =>
    readRows(
      reading,
      {
        command: 'GetAnnouncements',
        wrapper: 'announcements',
        item: 'announcement',
        paging: 'unpaged',
      },
      telling(
        'tblannouncements',
        'id=announcementid date=entrydate title announcement published parentid language created_at',
      ),
      { counted: 'announcements' },
    ),
};

export const todoReader: CommandReader = {
  name: 'to-do items',
  tables: ['tbltodolist'],
  commands: ['GetToDoItems'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetToDoItems', wrapper: 'items', item: 'item', paging: 'column-first' },
      telling('tbltodolist', 'id date=entrydate title description admin=adminid status duedate'),
      { counted: 'to-do items' },
    ),
};
