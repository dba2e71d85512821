import { z } from 'zod';
import { keyOfThe } from '#core/ids.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { ActivityEntry } from './activity.ts';

command('logActivity', {
  legacy: 'LogActivity',
  description: 'Add an entry to the activity log.',
  permission: 'system:write',
  input: (t) => ({
    description: t.string({
      required: true,
      description: 'Text that describes what happened.',
      validate: z.string().trim().min(1, 'is required').max(10_000),
    }),
    clientId: t.globalID({ description: 'ID of the client the entry is about.' }),
  }),
  errors: ['CLIENT_NOT_FOUND'],
  run: async (work, { description, clientId }) => {
    const { tx, actor, fail } = work;
    const id = clientId ? keyOfThe('Client', clientId, 'clientId') : null;
    if (id && !(await tx.client.count({ where: { AND: [{ id }, visibleClients(actor)] } })))
      fail('CLIENT_NOT_FOUND', undefined, { field: 'clientId' });
    const [next] = await tx.$queryRaw<{ id: bigint }[]>`
      select nextval('activity_entries_id_seq') as id`;
    const entryId = Number(next!.id);
    work.describe({ id: entryId, description, clientId: id });
    return { description, entryId, clientId: id };
  },
  payload: (t) => ({
    description: t.exposeString('description', {
      description: 'Text that was written to the activity log.',
    }),
    activityEntry: rowField(t, ActivityEntry, 'entryId', 'The new entry.'),
    client: rowField(t, 'Client', 'clientId', 'The client the entry is about; null for none.'),
  }),
});
