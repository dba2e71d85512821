import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { type Catalog, type Column, modelOf } from './catalog.ts';
import { setsOf } from './collect.ts';
import { plannerOf } from './front.ts';
import { catalogOf } from './planner.ts';
import { modelNameOf, nativeSelect } from './pothos-prisma.ts';
import { noticing, Read } from './read.ts';
import type { Args } from './shape.ts';
import { Template } from './template.ts';
import { templateFor } from './templates.ts';

interface NodeContext {
  db: object;
  /** The schema is the root client’s: that of a dry run’s transaction knows none. */
  app: { database: { prisma: object } };
}

type Row = Record<string, unknown>;
type FindMany = (args: Args) => Promise<Row[]>;

/** The column that a type's global ids are made of; undefined for a type without rows. */
export function keyColumnOf({ app }: NodeContext, type: GraphQLObjectType): Column | undefined {
  const name = modelNameOf(type);
  if (!name) return undefined;
  const catalog: Catalog = catalogOf(app.database.prisma);
  const model = modelOf(catalog, name);
  return model.columns.get(model.key[0] ?? '');
}

/**
 * The rows of a type with these keys, by key, as far as they meet a condition: one statement reads
 * what the field's selection asks of them.
 */
export async function readNodes(
  context: NodeContext,
  info: GraphQLResolveInfo,
  { type, keys, where }: { type: GraphQLObjectType; keys: readonly unknown[]; where: object },
): Promise<ReadonlyMap<string, Row>> {
  const model = modelNameOf(type)!;
  const key = keyColumnOf(context, type)!.name;
  const native = () => nativeSelect(context, info, { typeName: type.name });
  const planner = plannerOf(context.db);
  const make = () => new Template(planner!.catalog, info, type, setsOf(info.fieldNodes));
  const template = planner && templateFor(info, make, type.name);
  const read =
    template && new Read(planner, template, template.evaluate(context, info), { native });
  const delegates = context.db as unknown as Record<string, { findMany: FindMany }>;
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  const found = delegates[name]!.findMany({
    select: read?.select() ?? native(),
    where: { AND: [{ [key]: { in: keys } }, where] },
  });
  const rows = (await (read ? noticing(read, found) : found)) as Row[];
  return new Map(rows.map((row) => [String(row[key]), row]));
}
