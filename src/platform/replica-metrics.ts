import { Gauge, type Registry } from 'prom-client';

/** How the replicas of REPLICA_URLS stand; absent without them. */
export const replicaMetrics = (registers: Registry[]) => ({
  /** Whether queries are answered from it, by host and port. */
  replicaUp: new Gauge({
    name: 'hostgraph_replica_up',
    help: '1 while queries are answered from the replica, 0 while it is left out.',
    labelNames: ['replica'],
    registers,
  }),

  /** How far it is behind; absent while nobody knows. */
  replicaLag: new Gauge({
    name: 'hostgraph_replica_lag_seconds',
    help: 'How far the replica is behind the database, in seconds.',
    labelNames: ['replica'],
    registers,
  }),

  /** Statements it has answered. */
  replicaReads: new Gauge({
    name: 'hostgraph_replica_statements',
    help: 'Statements that the replica has answered since the start of the process.',
    labelNames: ['replica'],
    registers,
  }),
});
