import { randomUUID } from 'node:crypto';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { ExportConnection as Connection } from '#generated/prisma/enums.ts';
import { forbidden } from '#schema/access.ts';
import { command } from '#schema/command.ts';
import { searchedText } from '#schema/lists/conditions.ts';
import { columnsFor, connectionNames, exported } from './connections.ts';
import { Export, ExportConnection, ExportFormat } from './export.ts';
import { exportOwner } from './visible.ts';
import { writeExport } from './write-export.ts';

/** How long a file can be downloaded, in hours. */
export const KEPT_HOURS = 24;

/** Where the input names the filter and the order of each list. */
const fieldsOf: Record<Connection, string> = {
  INVOICES: 'invoice',
  TRANSACTIONS: 'transaction',
  CLIENTS: 'client',
  DOMAINS: 'domain',
  TICKETS: 'ticket',
};

type Asked = Record<string, never> & { connection: Connection; query?: string | null };

command('createExport', {
  description: `Write all rows of a list that the actor may see to a file, with the filter and the order of the list. It is written in the background: ask for it by \`node\` until it is finished. It can be downloaded for ${KEPT_HOURS} hours.`,
  permission: null,
  input: (t) => ({
    connection: t.field({
      type: ExportConnection,
      required: true,
      description: 'The list to write. Takes the permission to read it.',
    }),
    format: t.field({
      type: ExportFormat,
      defaultValue: 'CSV',
      description: 'Format of the file.',
    }),
    query: t.string({
      description: 'Words to search for, as the list takes them.',
      validate: searchedText,
    }),
    ...Object.fromEntries(
      connectionNames.flatMap((name) => {
        const { filter, order } = exported[name].list;
        return [
          [
            `${fieldsOf[name]}Filter`,
            t.field({ type: filter, description: `Filter of \`${name}\`; only with it.` }),
          ],
          [
            `${fieldsOf[name]}OrderBy`,
            t.field({ type: [order], description: `Sort order of \`${name}\`; only with it.` }),
          ],
        ];
      }),
    ),
  }),
  errors: ['FORBIDDEN'],
  run: async (work, input) => {
    const { tx, actor } = work;
    const asked = input as unknown as Asked;
    const { connection, query } = asked;
    const definition = exported[connection];
    if (!actor.permissions.has(definition.read)) throw forbidden(actor, definition.read);
    ensureItsOwn(asked);
    const field = fieldsOf[connection];
    const filter = asked[`${field}Filter`];
    const { id } = await tx.export.create({
      data: {
        uuid: randomUUID(),
        owner: exportOwner(actor),
        connection,
        where: asJson(definition.list.where({ filter, query: query ?? null }, actor)),
        orderBy: asJson(definition.list.orderBy(asked[`${field}OrderBy`], actor)),
        columns: columnsFor(definition, actor),
        createdAt: now(),
        expiresAt: new Date(now().getTime() + KEPT_HOURS * 3_600_000),
      },
      select: { id: true },
    });
    const subject = { type: 'Export', id };
    await work.begin(writeExport, {
      subject,
      clientId: null,
      startAt: now(),
      input: { exportId: id },
    });
    return { exportId: id };
  },
  payload: (t) => ({
    export: t.prismaField({
      type: Export,
      description: 'The file as it is now.',
      resolve: (select, { exportId }, _args, { db }) =>
        db.export.findUniqueOrThrow({ ...select, where: { id: exportId } }),
    }),
  }),
});

/** Days, times and amounts become their texts, which conditions take as well. */
const asJson = (value: object) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

/** @throws DomainError BAD_INPUT for the filter or the order of another list. */
function ensureItsOwn(input: Asked): void {
  const message = `is for another list than ${input.connection}`;
  const issues = connectionNames
    .filter((name) => name !== input.connection)
    .flatMap((name) => [`${fieldsOf[name]}Filter`, `${fieldsOf[name]}OrderBy`])
    .filter((name) => (input[name] ?? null) !== null)
    .map((name) => ({ path: ['input', name], message }));
  const [first] = issues;
  if (first)
    throw new DomainError('BAD_INPUT', `${first.path[1]}: ${message}.`, {
      field: String(first.path[1]),
      issues,
    });
}
