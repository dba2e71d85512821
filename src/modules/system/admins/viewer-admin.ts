import { Viewer } from '#modules/access/viewer.ts';
import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { Admin } from './admin.ts';

builder.objectField(Viewer, 'admin', (t) =>
  t.prismaField({
    type: Admin,
    nullable: true,
    extensions: own,
    description: 'Staff member the access token belongs to. Null for all other actors.',
    resolve: async (query, { kind, adminId }, _args, { db }) =>
      kind === 'staff' && adminId !== null
        ? db.admin.findUnique({ ...query, where: { id: adminId } })
        : null,
  }),
);
