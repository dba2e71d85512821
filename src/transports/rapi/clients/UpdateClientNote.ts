import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { flag, id, text } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const UpdateClientNote = legacy({
  params: clientFields({ id, user_id: id, notes: text(20_000), sticky: flag.optional() }),
  operation: graphql(`
    mutation UpdateClientNote($input: UpdateClientNoteInput!) {
      updateClientNote(input: $input) {
        clientNote {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      noteId: encodeId('ClientNote', p.id),
      clientId: encodeId('Client', p.user_id),
      text: p.notes,
      isSticky: p.sticky,
    },
  }),
  present: ({ updateClientNote: { clientNote } }) => ({
    noteid: idText(clientNote.databaseId),
    note_id: idText(clientNote.databaseId),
  }),
  errors: { CLIENT_NOTE_NOT_FOUND: 'Note ID Not Found', CLIENT_NOT_FOUND: 'Client ID not found' },
  missing: { notes: 'Notes can not be empty' },
});
