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
    return { noteId: id };
  },
  payload: (t) => ({
    noteId: t.exposeInt('noteId', { description: 'Numeric ID of the deleted note.' }),
  }),
});
