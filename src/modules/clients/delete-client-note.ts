import { Client } from '#modules/clients/client.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ClientNote } from './client-note.ts';
import { noteFor } from './visible.ts';

command('deleteClientNote', {
  legacy: 'DeleteClientNote',
  description: 'Delete a note about a client.',
  permission: 'clients:manage',
  input: (t) => ({
    noteId: t.globalID({
      for: ClientNote,
      required: true,
      description: 'ID of the note to delete.',
    }),
  }),
  errors: ['CLIENT_NOTE_NOT_FOUND'],
  run: async (work, { noteId }) => {
    const { id, clientId } = await noteFor(work, keyOf(noteId));
    await work.tx.clientNote.deleteMany({ where: { id } });
    work.announce('clientNote.deleted', { noteId: id, clientId });
    return { noteId: id, clientId };
  },
  deletes: { type: 'ClientNote', key: 'noteId' },
  payload: (t) => ({
    client: rowField(t, Client, 'clientId', 'The client, without the note.'),
  }),
});
