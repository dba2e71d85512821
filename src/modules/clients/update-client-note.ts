import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Client } from './client.ts';
import { ClientNote } from './client-note.ts';
import { clientFor, noteFor } from './visible.ts';

command('updateClientNote', {
  legacy: 'UpdateClientNote',
  description: 'Change a note about a client.',
  permission: 'clients:manage',
  input: (t) => ({
    noteId: t.globalID({
      for: ClientNote,
      required: true,
      description: 'ID of the note to change.',
    }),
    clientId: t.globalID({ for: Client, description: 'ID of the client the note must be about.' }),
    text: t.string({
      description: 'New text of the note, plain text.',
      validate: z.string().trim().min(1, 'is required').max(20_000),
    }),
    isSticky: t.boolean({
      description: "Whether to show the note throughout the client's account.",
    }),
  }),
  errors: ['CLIENT_NOTE_NOT_FOUND', 'CLIENT_NOT_FOUND'],
  nulls: { clientId: null },
  run: async (work, { noteId, clientId: whose, text, isSticky }) => {
    if (whose) await clientFor(work, keyOf(whose), { id: true });
    const { id, clientId } = await noteFor(work, keyOf(noteId), whose && keyOf(whose));
    await work.tx.clientNote.updateMany({
      where: { id },
      data: { note: text ?? undefined, isSticky: isSticky ?? undefined },
    });
    work.announce('clientNote.changed', { noteId: id, clientId });
    return { noteId: id };
  },
  payload: (t) => ({
    clientNote: t.prismaField({
      type: ClientNote,
      description: 'The note after the change.',
      resolve: (query, { noteId }, _args, { db }) =>
        db.clientNote.findUniqueOrThrow({ ...query, where: { id: noteId } }),
    }),
  }),
});
