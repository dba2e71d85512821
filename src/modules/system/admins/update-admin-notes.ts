import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Admin } from './admin.ts';

command('updateAdminNotes', {
  legacy: 'UpdateAdminNotes',
  description: 'Replace the personal notes of a staff member.',
  permission: 'system:write',
  input: (t) => ({
    adminId: t.globalID({
      for: Admin,
      required: true,
      description: 'ID of the staff member whose notes are replaced.',
    }),
    notes: t.string({
      required: true,
      description: 'New notes, as plain text.',
      validate: z.string().max(50_000),
    }),
  }),
  errors: ['ADMIN_NOT_FOUND'],
  run: async (work, { adminId, notes }) => {
    const id = keyOf(adminId);
    const { count } = await work.tx.admin.updateMany({ where: { id }, data: { notes } });
    if (!count) work.fail('ADMIN_NOT_FOUND');
    work.announce('admin.changed', { adminId: id });
    return { adminId: id };
  },
  payload: (t) => ({
    admin: t.prismaField({
      type: Admin,
      description: 'The staff member after the notes were replaced.',
      resolve: (query, { adminId }, _args, { db }) =>
        db.admin.findUniqueOrThrow({ ...query, where: { id: adminId } }),
    }),
  }),
});
