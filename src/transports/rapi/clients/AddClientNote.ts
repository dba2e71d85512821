import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { flag, id, text } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const AddClientNote = legacy({
  params: clientFields({ user_id: id, notes: text(20_000), sticky: flag.default(false) }),
  operation: graphql(`
    mutation AddClientNote($input: AddClientNoteInput!) {
      addClientNote(input: $input) {
        clientNote {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { clientId: encodeId('Client', p.user_id), text: p.notes, isSticky: p.sticky },
  }),
  present: ({ addClientNote: { clientNote } }) => ({
    noteid: idText(clientNote.databaseId),
    note_id: idText(clientNote.databaseId),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID not found' },
  missing: { notes: 'Notes can not be empty' },
});
