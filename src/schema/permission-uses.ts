import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Permission } from '#core/permissions.ts';
import { onceFor } from '#core/once-for.ts';
import { accessOf, declaredRead, scopedPermissions } from './access.ts';

/** Where the graph asks for a permission. */
export interface PermissionUses {
  /** Types that it reads, alone or among others. */
  types: string[];
  /** Fields that ask for it besides the type they lead to, as `Mutation.acceptOrder`. */
  fields: string[];
}

/** Where each permission is asked for; worked out once for a schema. */
export const permissionUses = onceFor(
  (schema: GraphQLSchema): ReadonlyMap<Permission, PermissionUses> => {
    const uses = new Map<Permission, PermissionUses>();
    const usesOf = (permission: Permission) => {
      const known = uses.get(permission) ?? { types: [], fields: [] };
      uses.set(permission, known);
      return known;
    };
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    for (const type of types.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      for (const permission of declaredRead(type) ?? []) usesOf(permission).types.push(type.name);
      for (const field of Object.values(type.getFields()))
        for (const permission of new Set([
          ...scopedPermissions(field),
          ...(isRoot(type.name) ? (accessOf(field)?.read ?? []) : []),
        ]))
          usesOf(permission).fields.push(`${type.name}.${field.name}`);
    }
    return uses;
  },
);

const isRoot = (name: string) => ['Query', 'Mutation', 'Subscription'].includes(name);
