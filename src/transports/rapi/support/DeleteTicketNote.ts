import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

export const DeleteTicketNote = legacy({
  params: fields({ note_id: id }),
  operation: graphql(`
    mutation DeleteTicketNote($input: DeleteTicketNoteInput!) {
      deleteTicketNote(input: $input) {
        ticket {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { noteId: encodeId('TicketNote', p.note_id) } }),
  present: () => ({}),
  errors: { TICKET_NOTE_NOT_FOUND: 'Note ID Not Found' },
  missing: { note_id: 'Note ID Not Found' },
});
