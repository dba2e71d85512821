import { Gauge, type Registry } from 'prom-client';

/** What is looked up for each scrape: the pool, work that waits, the last daily run, the books. */
export const stateMetrics = (registers: Registry[]) => ({
  /** Tasks that have not ended, by kind (`email.send`, `webhook.deliver`, …) and state. */
  tasksOpen: new Gauge({
    name: 'hostgraph_tasks_open',
    help: 'Tasks that have not ended, by kind and state; DEAD ones wait for a person.',
    labelNames: ['kind', 'state'],
    registers,
  }),

  /** How long the oldest of them has been there. */
  tasksOldest: new Gauge({
    name: 'hostgraph_tasks_oldest_seconds',
    help: 'Age of the oldest task that has not ended, by kind and state, in seconds.',
    labelNames: ['kind', 'state'],
    registers,
  }),

  /** Connections to the database, by what they do: `in_use` or `idle`. */
  poolConnections: new Gauge({
    name: 'hostgraph_pool_connections',
    help: 'Connections to the database that this process holds, by state: in_use, idle.',
    labelNames: ['state'],
    registers,
  }),

  /** The most connections there may be now. */
  poolSize: new Gauge({
    name: 'hostgraph_pool_size',
    help: 'The most connections to the database that this process may hold.',
    registers,
  }),

  /** Callers that wait for a connection. */
  poolWaiting: new Gauge({
    name: 'hostgraph_pool_waiting',
    help: 'Callers that wait for a connection to the database.',
    registers,
  }),

  /** When the daily run ended last. */
  dailyRunAt: new Gauge({
    name: 'hostgraph_daily_run_finished_timestamp_seconds',
    help: 'Time at which the last daily run ended; 0 before the first.',
    registers,
  }),

  /** When all journal entries were recalculated last. */
  booksProvenAt: new Gauge({
    name: 'hostgraph_books_proven_timestamp_seconds',
    help: 'Time at which the books were recalculated last; 0 before the first.',
    registers,
  }),

  /** How many numbers did not match then. */
  bookFaults: new Gauge({
    name: 'hostgraph_book_faults',
    help: 'Numbers in the books that did not match when they were recalculated last, 100 at most.',
    registers,
  }),

  /** How many things the last daily run failed at. */
  dailyRunFailures: new Gauge({
    name: 'hostgraph_daily_run_failures',
    help: 'Things that failed in the last daily run that ended.',
    registers,
  }),
});
