import { ExportConnection as Connections, ExportState as States } from '#generated/prisma/enums.ts';
import { builder } from '#schema/builder.ts';
import { expiresIn, signedLink } from '#schema/signed-link.ts';
import { visibleExports } from './visible.ts';

/** What can be exported. */
export const ExportConnection = builder.enumType('ExportConnection', {
  description: 'A list whose rows can be written to a file.',
  values: {
    INVOICES: { description: 'The list `invoices`.' },
    TRANSACTIONS: { description: 'The list `transactions`.' },
    CLIENTS: { description: 'The list `clients`.' },
    DOMAINS: { description: 'The list `domains`.' },
    TICKETS: { description: 'The list `tickets`.' },
  } satisfies Record<Connections, object> as Record<Connections, { description: string }>,
});

/** How a file is written. */
export const ExportFormat = builder.enumType('ExportFormat', {
  description: 'Format of a file.',
  values: {
    CSV: {
      description:
        'Comma-separated values (RFC 4180) in UTF-8, the names of the columns in the first line. Cells that a spreadsheet would take for a formula begin with an apostrophe.',
    },
  } as const,
});

const ExportState = builder.enumType('ExportState', {
  description: 'How far a file is.',
  values: {
    QUEUED: { description: 'It will be written soon.' },
    RUNNING: { description: 'Rows are being written.' },
    FINISHED: { description: 'It is whole, and can be downloaded until it expires.' },
    FAILED: { description: 'It could not be written; ask for another one.' },
  } satisfies Record<States, object> as Record<States, { description: string }>,
});

/** A list as a file. */
export const Export = builder.prismaNode('Export', {
  read: null,
  visible: visibleExports,
  description:
    'A list written to a file: the rows that whoever asked for it could see then. Needs no permission: nobody else sees it, and its owner no longer once it may not read the list.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the export.' }),
    connection: t.expose('connection', {
      type: ExportConnection,
      description: 'The list that is written.',
    }),
    format: t.field({
      type: ExportFormat,
      description: 'Format of the file.',
      resolve: () => 'CSV' as const,
    }),
    state: t.expose('state', { type: ExportState, description: 'How far the file is.' }),
    rowCount: t.exposeInt('rowCount', { description: 'Number of rows written so far.' }),
    totalCount: t.exposeInt('totalCount', {
      nullable: true,
      description: 'Number of rows the file will have; null until writing begins.',
    }),
    columns: t.exposeStringList('columns', {
      description: 'Names of the columns, in their order.',
    }),
    url: t.string({
      nullable: true,
      description:
        'Address that opens the file without a token, for `expiresIn` seconds; null unless the file is finished.',
      args: { expiresIn: t.arg.int(expiresIn) },
      select: { uuid: true, state: true },
      resolve: ({ uuid, state }, args, { app }) =>
        state === 'FINISHED' ? signedLink(app, `/files/exports/${uuid}.csv`, args.expiresIn) : null,
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which it was asked for.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the file was finished; null before.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Time from which the file is removed.',
    }),
  }),
});
