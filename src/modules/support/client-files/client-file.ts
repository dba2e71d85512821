import { Client } from '#modules/clients/client.ts';
import { visibleClientFiles } from '#modules/support/visible.ts';
import { builder } from '#schema/builder.ts';
import { timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { expiresIn, signedLink } from '#schema/signed-link.ts';
import { includes } from '#schema/text-filter.ts';

/** A file kept with a client. */
export const ClientFile = builder.prismaNode('ClientFile', {
  read: 'clients:read',
  visible: visibleClientFiles,
  description:
    'A file kept with a client, such as a contract. The content is available from `GET /files/client-files/<databaseId>`.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the file.' }),
    title: t.exposeString('title', { description: 'What the file is, as lists show it.' }),
    fileName: t.exposeString('fileName', { description: 'Name of the file, without a path.' }),
    contentType: t.exposeString('contentType', {
      description: 'Content type of the file, detected from its content.',
    }),
    sizeBytes: t.exposeInt('sizeBytes', { description: 'Size of the file in bytes.' }),
    sha256: t.exposeString('sha256', {
      description: 'SHA-256 checksum of the file, in hexadecimal.',
    }),
    isStaffOnly: t.exposeBoolean('isStaffOnly', {
      description: 'Whether the file is hidden from the client.',
    }),
    client: t.relation('client', { description: 'Client the file is kept with.' }),
    path: t.string({
      description: 'Path from which the file can be downloaded with the same token.',
      select: { id: true },
      resolve: ({ id }) => `/files/client-files/${id}`,
    }),
    url: t.string({
      description:
        'Address that opens the file without a token, for `expiresIn` seconds; for links and images of pages.',
      args: { expiresIn: t.arg.int(expiresIn) },
      select: { id: true },
      resolve: ({ id }, args, { app }) =>
        signedLink(app, `/files/client-files/${id}`, args.expiresIn),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the file was added.',
    }),
  }),
});

declareList({
  type: ClientFile,
  noun: 'ClientFile',
  model: 'ClientFile',
  visible: visibleClientFiles,
  filter: {
    isStaffOnly: whether('isStaffOnly', 'Whether they are hidden from the client.'),
    createdAt: timeSpans('createdAt', 'Time at which they were added.'),
  },
  order: {
    ID: ['id', 'By the order in which they were added.'],
    TITLE: ['title', 'By title.'],
  },
  usual: [{ title: 'asc' }],
  search: (word) => ({ OR: [{ title: includes(word) }, { fileName: includes(word) }] }),
}).under(Client, 'files', 'files', {
  description: 'Files kept with the client, by title.',
});
