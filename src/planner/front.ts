import { onceFor } from '#core/once-for.ts';
import { bail } from './answer.ts';
import { type Catalog, modelOf } from './catalog.ts';
import type { PlannedDatabase } from './database.ts';
import { DeepPages } from './deep-pages.ts';
import { findStatements } from './calls/find-statement.ts';
import { forPrisma } from './for-prisma.ts';
import { placed } from './place.ts';
import { catalogOf, Planner } from './planner.ts';
import { orElse, plannedReadOf } from './read.ts';
import type { Args } from './shape.ts';
import { writeStatements } from './calls/write-statement.ts';

type Native = (args?: Args) => Promise<unknown>;
type Delegate = Record<string, Native>;

const ONE = ['findFirst', 'findFirstOrThrow', 'findUnique', 'findUniqueOrThrow'];

const planners = new WeakMap<object, Planner>();

/** The planner behind a client; undefined for a client that plans nothing. */
export const plannerOf = (db: unknown): Planner | undefined =>
  typeof db === 'object' && db !== null ? planners.get(db) : undefined;

/**
 * The root client of a database: its reads have whole orders and cursors that are places, and are
 * planned where a resolver passes on a planned `query`. Everything else, transactions included, is
 * Prisma's.
 */
export function plannedClient<Client extends object>(database: PlannedDatabase<Client>): Client {
  const planner = new Planner(database);
  const finds = findStatements(planner.catalog);
  const writes = writeStatements(planner.catalog);
  database.planCalls?.((...call) => finds(...call) ?? writes(...call));
  const front = readingClient(database);
  planners.set(front, planner);
  return front;
}

/**
 * A client like that of a planner, for reads of text alone, wherever that is read: it carries out
 * nothing that was not planned. @throws Bail there
 */
export const textClientOf = onceFor((front: object): object => {
  const models = front as Record<string, Delegate>;
  const client = new Proxy(
    {},
    {
      get: (_client, model) =>
        new Proxy(
          {},
          {
            get: (_delegate, method) => (args?: Args) =>
              isTextRead(args, String(model))
                ? models[String(model)]![String(method)]!(args)
                : bail(),
          },
        ),
    },
  );
  const planner = planners.get(front);
  if (planner) planners.set(client, planner);
  return client;
});

const isTextRead = (args: Args | undefined, name: string): boolean =>
  plannedReadOf(args?.select, name.charAt(0).toUpperCase() + name.slice(1))?.isText ?? false;

/**
 * A client of a database as above, the root or that of a transaction, without plans: Prisma carries
 * every read out.
 */
export function readingClient<Client extends object>(
  database: PlannedDatabase<Client>,
  client: object = database.prisma,
): Client {
  const native = client as unknown as Record<string, Delegate>;
  const catalog = catalogOf(database.prisma);
  const own = new Map<string, unknown>();
  for (const model of catalog.keys()) {
    const name = model.charAt(0).toLowerCase() + model.slice(1);
    own.set(name, delegateOf(catalog, native[name]!, model));
  }
  for (const name of ['$transaction', '$queryRaw', '$executeRaw', '$disconnect', '$connect'])
    if (native[name]) own.set(name, (native[name] as unknown as Native).bind(native));
  return inFrontOf(native, own) as unknown as Client;
}

/** An object with these properties before those of another. An assignment would reach the other. */
function inFrontOf<Behind extends object>(behind: Behind, own: Map<string, unknown>): Behind {
  const properties = [...own].map(([name, value]) => [name, { value }] as const);
  return Object.create(behind, Object.fromEntries(properties)) as Behind;
}

/** A model's delegate whose `find…` carry out the plan behind their `select`. */
function delegateOf(catalog: Catalog, native: Delegate, model: string): Delegate {
  const own = new Map<string, Native>();
  const deep = new DeepPages();
  for (const operation of [...ONE, 'findMany']) {
    const one = operation !== 'findMany';
    const isRequired = operation.endsWith('OrThrow');
    const find = findOf(catalog, model, native[operation]!.bind(native));
    own.set(operation, (args) => {
      const read = args && plannedReadOf(args.select, model);
      if (!read) return find(args);
      const { select: _select, ...rest } = args;
      const known = modelOf(catalog, model);
      const whole = placed(known, rest);
      const planned = read.find(one, deep.shortened(known, whole)).then((rows): unknown => {
        if (!one && !read.isText) deep.note(known, whole, rows);
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

/** A find that Prisma carries out. */
function findOf(catalog: Catalog, model: string, native: Native): Native {
  return (noted) => {
    if (!noted?.orderBy && !noted?.select) return native(noted);
    const { args, dress, isTurned } = forPrisma(catalog, model, noted);
    const found = native(args);
    return dress === null
      ? found
      : found.then((rows) => {
          dress(rows);
          return isTurned ? (rows as unknown[]).toReversed() : rows;
        });
  };
}

const firstKey = ({ template }: NonNullable<ReturnType<typeof plannedReadOf>>) =>
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
export function noting(): object {
  return new Proxy(
    {},
    {
      get: (_client, name) => ({
        count: ({ where = {}, ...rest }: Args = {}) => {
          if (typeof name !== 'string' || Object.keys(rest).length) return null;
          return new NotedCount(name.charAt(0).toUpperCase() + name.slice(1), where as Args);
        },
      }),
    },
  );
}
