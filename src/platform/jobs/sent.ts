import type { Db, Tx } from '#platform/database/client.ts';

/** A job as it was asked for. */
export interface SentJob {
  name: string;
  data: object;
}

const noted = new WeakMap<object, SentJob[]>();

/** Has the jobs sent within a transaction noted from now on; gives the list they are added to. */
export function noteJobs(tx: Tx): SentJob[] {
  const jobs: SentJob[] = [];
  noted.set(tx, jobs);
  return jobs;
}

/** Notes a job, where somebody asked for that. */
export const noteJob = (client: Tx | Db, job: SentJob): void => void noted.get(client)?.push(job);
