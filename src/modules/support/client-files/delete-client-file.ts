import { DomainError } from '#core/errors.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { visibleClientFiles } from '#modules/support/visible.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { ClientFile } from './client-file.ts';

command('deleteClientFile', {
  description: 'Delete a file that is kept with a client, content included.',
  permission: 'clients:manage',
  input: (t) => ({
    fileId: t.globalID({
      for: ClientFile,
      required: true,
      description: 'ID of the file to delete.',
    }),
  }),
  errors: ['CLIENT_FILE_NOT_FOUND'],
  run: async (work, { fileId }) => {
    const { tx, actor } = work;
    const file = await tx.clientFile.findFirst({
      where: { AND: [{ id: keyOf(fileId) }, visibleClientFiles(actor)] },
      select: { id: true, clientId: true },
    });
    if (!file) throw new DomainError('CLIENT_FILE_NOT_FOUND');
    await tx.clientFile.deleteMany({ where: { id: file.id } });
    work.announce('clientFile.deleted', { fileId: file.id, clientId: file.clientId });
    return { fileId: file.id, clientId: file.clientId };
  },
  deletes: { type: 'ClientFile', key: 'fileId' },
  payload: (t) => ({
    client: rowField(t, Client, 'clientId', 'The client, without the file.'),
  }),
});
