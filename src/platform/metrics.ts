import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Figures } from './metrics-export.ts';
import { replicaMetrics } from './replica-metrics.ts';
import { requestMetrics } from './request-metrics.ts';
import { stateMetrics } from './state-metrics.ts';

/** What is measured of the process itself, whichever gateways run in it. */
const ofProcess = new Registry();
collectDefaultMetrics({ register: ofProcess });

/** What a gateway measures of itself. */
export type Metrics = ReturnType<typeof openMetrics>;

/** The metrics of a new gateway. */
export function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const looks: (() => Promise<void>)[] = [];
  // What cannot be looked at now keeps the value it had.
  const look = () => Promise.allSettled(looks.map((each) => each()));
  return {
    /** The Prometheus text: this gateway and its process. */
    text: async () => {
      await look();
      return `${await ofProcess.metrics()}\n${await registry.metrics()}`;
    },
    /** The same as values. */
    figures: async (): Promise<Figures[]> => {
      await look();
      return [...(await ofProcess.getMetricsAsJSON()), ...(await registry.getMetricsAsJSON())];
    },
    /** Has something looked at for each scrape, and whenever metrics are sent. */
    onScrape: (each: () => Promise<void>) => void looks.push(each),
    contentType: registry.contentType,

    ...requestMetrics(registers),

    /** How long after its change an event was published, as of the last one. */
    outboxLag: new Gauge({
      name: 'hostgraph_outbox_lag_seconds',
      help: 'Time between the last event and its telling, in seconds.',
      registers,
    }),

    /** How many events a durable reader of the outbox still has before it. */
    outboxBehind: new Gauge({
      name: 'hostgraph_outbox_behind_events',
      help: 'Events that a durable reader of the outbox has not handled yet.',
      labelNames: ['consumer'],
      registers,
    }),

    /** Open subscriptions, over WebSocket and server-sent events. */
    subscriptions: new Gauge({
      name: 'hostgraph_subscriptions',
      help: 'Open subscriptions, over WebSocket and server-sent events.',
      registers,
    }),

    /** Open WebSockets, whatever is asked on them. */
    sockets: new Gauge({
      name: 'hostgraph_sockets',
      help: 'Open WebSockets.',
      registers,
    }),

    /** Jobs ended, by name and outcome: `done`, `failed`. */
    jobsEnded: new Counter({
      name: 'hostgraph_jobs_total',
      help: 'Jobs that ended, by outcome.',
      labelNames: ['job', 'outcome'],
      registers,
    }),

    /** Attempts of tasks ended, by kind and the state they left. */
    tasksEnded: new Counter({
      name: 'hostgraph_tasks_total',
      help: 'Attempts of tasks that ended, by kind and the state they left.',
      labelNames: ['kind', 'state'],
      registers,
    }),

    /** Whether the Redis of REDIS_URL answers; absent without one. */
    redisUp: new Gauge({
      name: 'hostgraph_redis_up',
      help: '1 while the Redis of REDIS_URL answers, 0 while it does not.',
      registers,
    }),

    ...stateMetrics(registers),
    ...replicaMetrics(registers),

    /** Stored secrets under an older key than the first of ENCRYPTION_KEY: at 0 the others can go. */
    staleSecrets: new Gauge({
      name: 'hostgraph_secrets_under_older_keys',
      help: 'Stored secrets that are encrypted under an older key than the first.',
      registers,
    }),
  };
}
