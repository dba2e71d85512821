import type { Database, Db } from '#platform/database/client.ts';
import { Planner } from './planner.ts';
import { orElse, readOf } from './read.ts';
import type { Args } from './shape.ts';

type Native = (args?: Args) => Promise<unknown>;
type Delegate = Record<string, Native>;

const ONE = ['findFirst', 'findFirstOrThrow', 'findUnique', 'findUniqueOrThrow'];

const planners = new WeakMap<object, Planner>();

/** The planner behind a client; undefined for a client that plans nothing. */
export const plannerOf = (db: unknown): Planner | undefined =>
  typeof db === 'object' && db !== null ? planners.get(db) : undefined;

/**
 * The root client of a database with reads planned where a resolver passes on a planned `query`.
 * Everything else, transactions included, is Prisma's.
 */
export function plannedClient(database: Database): Db {
  const planner = new Planner(database);
  const native = database.prisma as unknown as Record<string, Delegate>;
  const own = new Map<string, unknown>();
  for (const model of planner.catalog.keys()) {
    const name = model.charAt(0).toLowerCase() + model.slice(1);
    own.set(name, delegateOf(native[name]!, model));
  }
  for (const name of ['$transaction', '$queryRaw', '$executeRaw', '$disconnect', '$connect'])
    own.set(name, (native[name] as unknown as Native).bind(native));
  const front = inFrontOf(native, own) as object;
  planners.set(front, planner);
  return front as Db;
}

/** An object with these properties before those of another. An assignment would reach the other. */
function inFrontOf<Behind extends object>(behind: Behind, own: Map<string, unknown>): Behind {
  const properties = [...own].map(([name, value]) => [name, { value }] as const);
  return Object.create(behind, Object.fromEntries(properties)) as Behind;
}

/** A model's delegate whose `find…` carry out the plan behind their `select`. */
function delegateOf(native: Delegate, model: string): Delegate {
  const own = new Map<string, Native>();
  for (const operation of [...ONE, 'findMany']) {
    const find = native[operation]!.bind(native);
    const one = operation !== 'findMany';
    const isRequired = operation.endsWith('OrThrow');
    own.set(operation, (args) => {
      const read = args && readOf(args.select, model);
      if (!read) return find(args);
      const { select: _select, ...rest } = args;
      const planned = read.find(one, rest).then((rows): unknown => {
        if (!one) return rows;
        // Prisma has the words for what is missing.
        return (
          rows[0] ?? (isRequired ? find({ ...rest, select: { [firstKey(read)]: true } }) : null)
        );
      });
      return orElse(planned, () => find(args));
    });
  }
  return inFrontOf(native, own);
}

const firstKey = ({ template }: NonNullable<ReturnType<typeof readOf>>) =>
  Object.keys(template.root.select)[0] ?? 'id';

/** What a `count` was asked, said by a client that carries nothing out. */
export class NotedCount {
  readonly model: string;
  readonly where: Args;

  constructor(model: string, where: Args) {
    this.model = model;
    this.where = where;
  }
}

/** A client that only notes which `count` it is asked for, so that it can join another statement. */
export function noting(): Db {
  return new Proxy({} as Db, {
    get: (_client, name) => ({
      count: ({ where = {}, ...rest }: Args = {}) => {
        if (typeof name !== 'string' || Object.keys(rest).length) return null;
        return new NotedCount(name.charAt(0).toUpperCase() + name.slice(1), where as Args);
      },
    }),
  });
}
