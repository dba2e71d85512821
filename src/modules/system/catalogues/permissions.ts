import { permissionTexts } from '#core/permission-texts.ts';
import {
  customerPermissions,
  explicitPermissions,
  type Permission,
  permissions,
  resellerPermissions,
} from '#core/permissions.ts';
import { builder } from '#schema/builder.ts';
import { permissionUses } from '#schema/permission-uses.ts';

const PermissionInfo = builder.objectRef<Permission>('PermissionInfo').implement({
  read: null,
  description: 'A permission, and what its holder may do.',
  fields: (t) => ({
    name: t.string({
      description: 'The permission as `noun:verb`, as `FORBIDDEN` names it.',
      resolve: (name) => name,
    }),
    description: t.string({
      description: 'What its holder may do.',
      resolve: (name) => permissionTexts[name],
    }),
    isForResellers: t.boolean({
      description: "Whether a reseller's key can hold it, for the reseller's own customers.",
      resolve: (name) => resellerPermissions.includes(name),
    }),
    isForCustomers: t.boolean({
      description: "Whether a client's key or user can hold it, for the client's own rows.",
      resolve: (name) => customerPermissions.includes(name),
    }),
    isExplicit: t.boolean({
      description: 'Whether it is granted by name only: `*` does not cover it.',
      resolve: (name) => explicitPermissions.includes(name),
    }),
    types: t.stringList({
      description: 'Types that it reads, on every path that leads to them.',
      resolve: (name, _args, _context, { schema }) => permissionUses(schema).get(name)?.types ?? [],
    }),
    fields: t.stringList({
      description: 'Fields that ask for it, for example `Mutation.acceptOrder`.',
      resolve: (name, _args, _context, { schema }) =>
        permissionUses(schema).get(name)?.fields ?? [],
    }),
  }),
});

builder.queryField('permissions', (t) =>
  t.field({
    type: [PermissionInfo],
    listSize: 100,
    description:
      'Every permission there is. Needs no permission; `viewer { permissions }` says which of them the caller holds.',
    resolve: () => [...permissions],
  }),
);
