import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { AttachmentInput, claimUpload, storeFiles } from '#modules/support/attachments/attach.ts';
import { command } from '#schema/command.ts';
import { concernedField } from '#schema/payload-rows.ts';
import { ClientFile } from './client-file.ts';

command('createClientFile', {
  description: 'Keep a file with a client.',
  permission: 'clients:manage',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client the file is kept with.',
    }),
    title: t.string({
      description: 'What the file is, as lists show it. Default: its name.',
      validate: z.string().trim().max(200),
    }),
    file: t.field({ type: AttachmentInput, required: true, description: 'The file.' }),
    isStaffOnly: t.boolean({
      defaultValue: false,
      description: 'Whether to hide the file from the client. Default: false.',
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'UPLOAD_NOT_FOUND',
    'TOO_MANY_ATTACHMENTS',
    'ATTACHMENT_TOO_LARGE',
    'ATTACHMENT_TYPE_REFUSED',
    'ATTACHMENT_CONTENT_INVALID',
  ],
  prepare: (context, { file }) => storeFiles(context, [file]),
  run: async (work, { clientId, title, isStaffOnly }, [uploadId = '']) => {
    const client = await clientFor(work, keyOf(clientId), { id: true });
    const { fileName, contentType, sizeBytes, storageKey, sha256 } = await claimUpload(
      work,
      uploadId,
    );
    const { id } = await work.tx.clientFile.create({
      data: {
        clientId: client.id,
        title: title || fileName,
        fileName,
        contentType,
        sizeBytes,
        storageKey,
        sha256,
        isStaffOnly: isStaffOnly ?? false,
      },
      select: { id: true },
    });
    work.announce('clientFile.added', { fileId: id, clientId: client.id });
    return { fileId: id };
  },
  payload: (t) => ({
    clientFile: t.prismaField({
      type: ClientFile,
      description: 'The new file.',
      resolve: (query, { fileId }, _args, { db }) =>
        db.clientFile.findUniqueOrThrow({ ...query, where: { id: fileId } }),
    }),
    client: concernedField(t, Client, 'The client with the file.'),
  }),
});
