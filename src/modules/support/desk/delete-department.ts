import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Department } from './department.ts';
import { departmentFor } from '#modules/support/visible.ts';

command('deleteDepartment', {
  description:
    "Delete a department that has no tickets. The custom fields of the department's tickets are deleted too.",
  permission: 'system:configure',
  input: (t) => ({
    departmentId: t.globalID({
      for: Department,
      required: true,
      description: 'ID of the department to delete.',
    }),
  }),
  errors: ['DEPARTMENT_NOT_FOUND', 'DEPARTMENT_IN_USE'],
  run: async (work, { departmentId }) => {
    const { id } = await departmentFor(work, keyOf(departmentId));
    const tickets = await work.tx.ticket.count({
      where: {
        OR: [
          { departmentId: id },
          // A ticket that was moved away keeps what was filled in for it here.
          { customFieldValues: { some: { field: { departmentId: id } } } },
        ],
      },
    });
    if (tickets) work.fail('DEPARTMENT_IN_USE', undefined, { tickets });
    await work.tx.department.delete({ where: { id } });
    work.announce('department.deleted', { departmentId: id });
    return { departmentId: id };
  },
  deletes: { type: 'Department', key: 'departmentId' },
});
