import {
  GraphQLInt,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
  subscribe as graphqlSubscribe,
  type ExecutionArgs,
} from 'graphql';
import { expect, it } from 'vitest';
import { DatabaseUnavailable } from '#platform/database/unavailable.ts';
import { useWholeEvents } from '#transports/graphql/whole-events.ts';

/** A schema with one subscription that counts to `events`, and a field that may fail. */
function schemaOf(events: number, text: (n: number) => string) {
  const Event = new GraphQLObjectType({
    name: 'Event',
    fields: {
      cursor: { type: GraphQLInt, resolve: (n: number) => n },
      text: { type: GraphQLString, resolve: (n: number) => text(n) },
    },
  });
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { n: { type: GraphQLInt } } }),
    subscription: new GraphQLObjectType({
      name: 'Subscription',
      fields: {
        counted: {
          type: Event,
          subscribe: async function* count() {
            for (let n = 1; n <= events; n += 1) yield n;
          },
          resolve: (n) => n as never,
        },
      },
    }),
  });
}

type Subscribe = (args: ExecutionArgs) => Promise<AsyncGenerator<{ data: { counted: unknown } }>>;

function subscribeFn(): Subscribe {
  let chosen: unknown = graphqlSubscribe;
  const { onSubscribe } = useWholeEvents();
  void onSubscribe!({ setSubscribeFn: (fn: unknown) => (chosen = fn) } as never);
  return chosen as Subscribe;
}

const document = parse('subscription { counted { cursor text } }');

it('waits with an event until it can be told whole (F77)', async () => {
  let failures = 0;
  const schema = schemaOf(3, (n) => {
    if (n === 2 && (failures += 1) <= 2) throw new DatabaseUnavailable(new Error('away'));
    return `text ${n}`;
  });
  const told = [];
  for await (const { data } of await subscribeFn()({ schema, document })) told.push(data.counted);
  expect(told).toEqual([1, 2, 3].map((cursor) => ({ cursor, text: `text ${cursor}` })));
  expect(failures).toBe(3);
});

it('tells thousands in slices, so that nothing else waits for them (F81)', async () => {
  const subscribe = subscribeFn();
  const schema = schemaOf(1, (n) => `text ${n}`);
  const streams = await Promise.all(
    Array.from({ length: 5_000 }, () => subscribe({ schema, document })),
  );
  // How often something else could run meanwhile: at least once for ten of them.
  let turns = 0;
  let isOver = false;
  const told = Promise.all(streams.map((stream) => stream.next())).then(() => (isOver = true));
  while (!isOver) {
    await new Promise(setImmediate);
    turns += 1;
  }
  await told;
  expect(turns).toBeGreaterThan(500);
});
