import type { GraphQLResolveInfo } from 'graphql';
import { Unplanned } from './catalog.ts';
import { NotedCount, noting } from './front.ts';
import { frameOf } from './frame.ts';
import type { Planner } from './planner.ts';
import { PLACE } from './place.ts';
import { infoFor, nativeSelect, type Root } from './pothos-prisma.ts';
import { noticing, Read } from './read.ts';
import { collect, objectTypeOf, setsOf } from './collect.ts';
import { nodesOf } from './selection.ts';
import type { Args } from './shape.ts';
import { Template } from './template.ts';
import { templateFor } from './templates.ts';
import { readRequestOf } from './read-request.ts';

type Call = readonly [parent: unknown, args: object, context: object, info: GraphQLResolveInfo];

/**
 * The call of a `t.prismaConnection` whose rows and their number one statement reads, as the info
 * its own resolver is to be given; null where there is no plan.
 */
export function planConnection(
  planner: Planner,
  root: Root,
  call: Call,
): GraphQLResolveInfo | null {
  const [, , context, info] = call;
  const template = templateFor(info, () => connectionTemplate(planner, info));
  if (!template) return null;
  const evaluation = template.evaluate(context, info);
  const typeName = template.root.type.name;
  const native = () => nativeSelect(context, info, { select: { [PLACE]: true }, typeName });
  const counted = countedBy(root, template.root.model, call);
  const readRequest = readRequestOf(info);
  const read = new Read(planner, template, evaluation, { native, counted, readRequest });
  return infoFor(info, {
    resolve: (query, ...rest) => {
      const rows = noticing(read, root.resolve({ ...query, select: read.select() }, ...rest, info));
      // The page around rows that are text already is written with them.
      return readRequest
        ? Promise.resolve(rows).then((provided) => readRequest.taken(provided, []))
        : rows;
    },
    total: () => read.total,
  });
}

function connectionTemplate({ catalog }: Planner, info: GraphQLResolveInfo): Template {
  const connection = objectTypeOf(info.returnType);
  const { type, below, names } = nodesOf(info, connection, setsOf(info.fieldNodes));
  // Where only the number is asked for, plugin-prisma does not read rows at all.
  if (![...names].some((name) => name !== 'totalCount' && name !== '__typename'))
    throw new Unplanned('no rows');
  const frame = frameOf(info, connection, setsOf(info.fieldNodes));
  return new Template(catalog, info, type, below, { isPage: true, frame });
}

/** Which rows the author's `totalCount` counts, where it is asked for and counts plainly. */
function countedBy(
  { totalCount }: Root,
  model: string,
  [parent, args, context, info]: Call,
): Args | undefined {
  if (!totalCount) return undefined;
  const selected = collect(info, objectTypeOf(info.returnType), setsOf(info.fieldNodes));
  const asks = [...selected.values()].some(([node]) => node!.name.value === 'totalCount');
  if (!asks) return undefined;
  try {
    const answer = totalCount(parent, args, { ...context, db: noting() }, info);
    return answer instanceof NotedCount && answer.model === model ? answer.where : undefined;
  } catch {
    // Whatever it is, it comes up again when the author's own function is called.
    return undefined;
  }
}
