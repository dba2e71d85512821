import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { lent, type Row, slotOf } from './branch.ts';
import { planConnection } from './connection.ts';
import { plannerOf } from './front.ts';
import { nativeSelect, type Root, rootOf } from './pothos-prisma.ts';
import { rememberBuilder } from './scopes.ts';
import { noticing, Read } from './read.ts';
import { objectTypeOf, setsOf } from './collect.ts';
import { Template } from './template.ts';
import { templateFor } from './templates.ts';
import { readRequestOf } from './read-request.ts';

type Resolve = GraphQLFieldResolver<unknown, object, object>;

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how Pothos learns of a plugin
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      planner: PlannerPlugin<Types>;
    }
  }
}

/** Plans the fields that read rows, and finds the fields of planned rows where the plan put them. */
export class PlannerPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    rememberBuilder(schema, this.builder);
    return schema;
  }

  override wrapResolve(next: Resolve, config: PothosOutputFieldConfig<Types>): Resolve {
    const root = rootOf(config.extensions);
    if (root) return root.isConnection ? connectionResolver(root, next) : rowsResolver(root, next);
    const parent = this.buildCache.getTypeConfig(config.parentType);
    if (!parent.extensions?.pothosPrismaModel) return next;
    return (row, args, context, info) => {
      const slot = slotOf(row, info.fieldNodes);
      if (!slot) return next(row, args, context, info);
      if (slot.property !== null) return (row as Row)[slot.property];
      return slot.resolve(lent(row as Row, slot.renamed), args, context as never, info);
    };
  }
}

SchemaBuilder.registerPlugin('planner', PlannerPlugin);

/** The planner of the client in a request's context, if that client plans. */
const planning = (context: object) => plannerOf((context as { db?: unknown }).db);

/** `t.prismaField`: its author's resolver is handed the plan. */
function rowsResolver(root: Root, next: Resolve): Resolve {
  return (parent, args, context, info) => {
    const planner = planning(context);
    const template =
      planner &&
      templateFor(
        info,
        () =>
          new Template(
            planner.catalog,
            info,
            objectTypeOf(info.returnType),
            setsOf(info.fieldNodes),
          ),
      );
    if (!template) return next(parent, args, context, info);
    const native = () => nativeSelect(context, info);
    const more = { native, readRequest: readRequestOf(info) };
    const read = new Read(planner, template, template.evaluate(context, info), more);
    return noticing(read, root.resolve({ select: read.select() }, parent, args, context, info));
  };
}

/** `t.prismaConnection`: plugin-prisma makes the page, the plan reads its rows and their number. */
function connectionResolver(root: Root, next: Resolve): Resolve {
  return (parent, args, context, info) => {
    const planner = planning(context);
    const planned = planner && planConnection(planner, root, [parent, args, context, info]);
    return next(parent, args, context, planned || info);
  };
}
