import { Counter, Histogram, type Registry } from 'prom-client';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What requests came to. */
export const requestMetrics = (registers: Registry[]) => ({
  /** Answers given, by transport (`graphql`, `rapi`, `logicboxes`, `other`) and status. */
  httpRequests: new Histogram({
    name: 'hostgraph_http_request_seconds',
    help: 'Time to answer a request, in seconds.',
    labelNames: ['transport', 'method', 'status'],
    buckets,
    registers,
  }),

  /** Legacy commands by their name, which comes from the closed list, and outcome. */
  commandTimes: new Histogram({
    name: 'hostgraph_legacy_command_seconds',
    help: 'Time to answer a legacy command, in seconds.',
    labelNames: ['command', 'outcome'],
    buckets,
    registers,
  }),

  /** Wrong passwords, codes and tokens, by whose: `user`, `admin`, a `name` nobody has, a `token`. */
  signInFailures: new Counter({
    name: 'hostgraph_sign_in_failures_total',
    help: 'Wrong passwords, codes and answers of users and admins, names nobody has, and tokens.',
    labelNames: ['of'],
    registers,
  }),

  /** Answers that were errors, by transport (`graphql`, `legacy`) and code. */
  errors: new Counter({
    name: 'hostgraph_errors_total',
    help: 'Operations and legacy commands that were answered with an error, by its code.',
    labelNames: ['transport', 'code'],
    registers,
  }),
});
