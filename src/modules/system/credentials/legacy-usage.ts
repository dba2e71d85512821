import { keyOf } from '#core/ids.ts';
import { ApiCredential } from '#modules/access/api-credential.ts';
import { builder } from '#schema/builder.ts';
import { replacementOf } from '#schema/legacy.ts';

interface Used {
  credentialId: number;
  operation: string;
  count: number;
  refusedCount: number;
  lastAt: Date;
}

const LegacyUsage = builder.objectRef<Used>('LegacyUsage').implement({
  read: 'access:configure',
  description: 'How often an API credential called a command of a legacy transport.',
  fields: (t) => ({
    credential: t.prismaField({
      type: ApiCredential,
      description: 'API credential of the calls.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
    command: t.exposeString('operation', {
      description: 'Name of the command, such as `AddClientNote`.',
    }),
    count: t.exposeInt('count', { description: 'Number of calls, refused ones included.' }),
    refusedCount: t.exposeInt('refusedCount', {
      description: 'Number of calls that were refused.',
    }),
    lastAt: t.expose('lastAt', { type: 'DateTime', description: 'Time of the latest call.' }),
    replacement: t.string({
      nullable: true,
      description: 'Root field that a program calls in its place, such as `addClientNote`.',
      resolve: ({ operation }) => replacementOf(operation),
    }),
  }),
});

/** The most rows of the report. */
const MOST_ROWS = 10_000;

builder.queryField('legacyUsage', (t) =>
  t.field({
    type: [LegacyUsage],
    listSize: 1_000,
    description:
      'Commands of the legacy transports that API credentials still call, the most frequent of each credential first; at most 10,000 rows. Counts of the last seconds may be missing.',
    authScopes: { permission: 'access:configure' },
    args: {
      credentialId: t.arg.globalID({
        for: ApiCredential,
        description: 'Only calls of this API credential.',
      }),
      since: t.arg({ type: 'Date', description: 'Only calls from this day on, in UTC.' }),
    },
    resolve: async (_root, { credentialId, since }, { db }) => {
      const rows = await db.apiUsage.groupBy({
        by: ['credentialId', 'operation'],
        where: {
          ...(credentialId && { credentialId: keyOf(credentialId) }),
          ...(since && { usedOn: { gte: since } }),
        },
        _sum: { count: true, refusedCount: true },
        _max: { lastAt: true },
        orderBy: [{ credentialId: 'asc' }, { _sum: { count: 'desc' } }, { operation: 'asc' }],
        take: MOST_ROWS,
      });
      // Stored operations have the names of commands; root fields begin with a small letter.
      return rows
        .filter(({ operation }) => /^[A-Z]/.test(operation))
        .map(({ _sum, _max, ...row }) => ({
          ...row,
          count: _sum.count ?? 0,
          refusedCount: _sum.refusedCount ?? 0,
          lastAt: _max.lastAt ?? new Date(0),
        }));
    },
  }),
);
