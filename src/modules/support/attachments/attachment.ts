import { visibleAttachments } from '#modules/support/visible.ts';
import { builder } from '#schema/builder.ts';
import { expiresIn, signedLink } from '#schema/signed-link.ts';

/** A file sent with a ticket, a reply or a note. */
export const Attachment = builder.prismaNode('Attachment', {
  read: 'support:read',
  visible: visibleAttachments,
  description:
    'A file attached to a ticket, a reply or a note. The content is available from `attachmentFile` or from `GET /files/attachments/<databaseId>`.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the attachment, used by the legacy APIs.',
    }),
    index: t.exposeInt('index', {
      description: 'Position of the attachment in its post, starting at 0.',
    }),
    fileName: t.exposeString('fileName', { description: 'Name of the file, without a path.' }),
    contentType: t.exposeString('contentType', {
      description: 'Content type of the file, detected from its content.',
    }),
    sizeBytes: t.exposeInt('sizeBytes', { description: 'Size of the file in bytes.' }),
    sha256: t.exposeString('sha256', {
      description: 'SHA-256 checksum of the file, in hexadecimal.',
    }),
    path: t.string({
      description: 'Path from which the file can be downloaded with the same token.',
      select: { id: true },
      resolve: ({ id }) => `/files/attachments/${id}`,
    }),
    url: t.string({
      nullable: true,
      description:
        'Address that opens the file without a token, for `expiresIn` seconds; for links and images of pages. Null when the file was removed.',
      args: { expiresIn: t.arg.int(expiresIn) },
      select: { id: true, removedAt: true },
      resolve: ({ id, removedAt }, args, { app }) =>
        removedAt ? null : signedLink(app, `/files/attachments/${id}`, args.expiresIn),
    }),
    isRemoved: t.boolean({
      description: 'Whether the file was removed. The attachment entry is kept.',
      select: { removedAt: true },
      resolve: ({ removedAt }) => removedAt !== null,
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the file was sent.',
    }),
  }),
});

/** The order of the files of one post. */
export const attachmentOrder = { orderBy: [{ index: 'asc' as const }, { id: 'asc' as const }] };
