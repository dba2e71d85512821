import type { Permission } from '#core/permissions.ts';
import type { builder } from '#schema/builder.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** A number among figures of several subjects, which takes the permission to read its own. */
export const figure = <Row extends object>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>,
  name: keyof Row & string,
  permission: Permission,
  description: string,
) => t.exposeInt(name as never, { authScopes: { permission }, description } as never);
