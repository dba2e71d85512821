import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeleteClientNote = legacy({
  params: fields({ id }),
  operation: graphql(`
    mutation DeleteClientNote($input: DeleteClientNoteInput!) {
      deleteClientNote(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({ input: { noteId: encodeId('ClientNote', p.id) } }),
  present: ({ deleteClientNote: { deletedId } }) => ({
    noteid: keyText(deletedId),
    note_id: keyText(deletedId),
  }),
  errors: { CLIENT_NOTE_NOT_FOUND: 'Note ID Not Found' },
});
