import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Everything this process measures; `registry.metrics()` is the Prometheus text. */
export const registry = new Registry();

collectDefaultMetrics({ register: registry });

const registers = [registry];
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Answers given, by transport (`graphql`, `rapi`, `logicboxes`, `other`) and status. */
export const httpRequests = new Histogram({
  name: 'hostgraph_http_request_seconds',
  help: 'Time to answer a request, in seconds.',
  labelNames: ['transport', 'method', 'status'],
  buckets,
  registers,
});

/** Legacy commands by their name, which comes from the closed list, and outcome. */
export const commands = new Histogram({
  name: 'hostgraph_legacy_command_seconds',
  help: 'Time to answer a legacy command, in seconds.',
  labelNames: ['command', 'outcome'],
  buckets,
  registers,
});

/** How long after its change an event was told, as of the last one. */
export const outboxLag = new Gauge({
  name: 'hostgraph_outbox_lag_seconds',
  help: 'Time between the last event and its telling, in seconds.',
  registers,
});

/** How many events a durable reader of the outbox still has before it. */
export const outboxBehind = new Gauge({
  name: 'hostgraph_outbox_behind_events',
  help: 'Events that a durable reader of the outbox has not handled yet.',
  labelNames: ['consumer'],
  registers,
});

/** Jobs ended, by name and outcome: `done`, `failed`. */
export const jobsEnded = new Counter({
  name: 'hostgraph_jobs_total',
  help: 'Jobs that ended, by outcome.',
  labelNames: ['job', 'outcome'],
  registers,
});

/** Attempts of tasks ended, by kind and the state they left. */
export const tasksEnded = new Counter({
  name: 'hostgraph_tasks_total',
  help: 'Attempts of tasks that ended, by kind and the state they left.',
  labelNames: ['kind', 'state'],
  registers,
});
