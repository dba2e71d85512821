import { builder } from '#schema/builder.ts';

/** A file sent with a ticket, a reply or a note. */
export const Attachment = builder.prismaNode('Attachment', {
  read: 'support:read',
  description:
    'A file sent with a ticket, a reply or a note. Its bytes come from `attachmentFile` or from `GET /files/attachments/<databaseId>`.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    index: t.exposeInt('index', { description: 'Its place among the files of its post, from 0.' }),
    fileName: t.exposeString('fileName', { description: 'Its name, without any path.' }),
    contentType: t.exposeString('contentType', {
      description: 'What its bytes are, found by looking at them.',
    }),
    sizeBytes: t.exposeInt('sizeBytes', { description: 'Its length in bytes.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of its bytes, in hex.' }),
    path: t.string({
      description: 'Where it can be fetched with the same token.',
      select: { id: true },
      resolve: ({ id }) => `/files/attachments/${id}`,
    }),
    isRemoved: t.boolean({
      description: 'The file is gone, the entry stays.',
      select: { removedAt: true },
      resolve: ({ removedAt }) => removedAt !== null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was sent.' }),
  }),
});

/** The order of the files of one post. */
export const attachmentOrder = { orderBy: [{ index: 'asc' as const }, { id: 'asc' as const }] };
