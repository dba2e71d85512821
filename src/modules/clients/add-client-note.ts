import { concernedField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import { command } from '#schema/command.ts';
import { Client } from './client.ts';
import { ClientNote } from './client-note.ts';
import { clientFor } from './visible.ts';

command('addClientNote', {
  legacy: 'AddClientNote',
  description: 'Add a staff-only note about a client.',
  permission: 'clients:manage',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client the note is about.',
    }),
    text: t.string({
      required: true,
      description: 'Text of the note, plain text.',
      validate: z.string().trim().min(1, 'is required').max(20_000),
    }),
    isSticky: t.boolean({
      defaultValue: false,
      description: "Whether to show the note throughout the client's account.",
    }),
  }),
  errors: ['CLIENT_NOT_FOUND'],
  run: async (work, { clientId, text, isSticky }) => {
    const client = await clientFor(work, keyOf(clientId), { id: true });
    const note = await work.tx.clientNote.create({
      data: {
        clientId: client.id,
        adminId: work.actor.adminId,
        note: text,
        isSticky: isSticky ?? false,
      },
      select: { id: true },
    });
    work.announce('clientNote.added', { noteId: note.id, clientId: client.id });
    return { noteId: note.id };
  },
  payload: (t) => ({
    clientNote: t.prismaField({
      type: ClientNote,
      description: 'The new note.',
      resolve: (query, { noteId }, _args, { db }) =>
        db.clientNote.findUniqueOrThrow({ ...query, where: { id: noteId } }),
    }),
    client: concernedField(t, Client, 'The client with the note.'),
  }),
});
