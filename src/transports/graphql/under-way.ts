import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

/** The operations of sockets that are being answered, which a stop waits for. */
export class UnderWay {
  isStopping = false;
  private readonly running = new Set<Promise<unknown>>();

  /** Counts an operation until it has its answer. */
  async count<Answer>(run: () => Answer | Promise<Answer>): Promise<Answer> {
    const answer = Promise.resolve(run());
    this.running.add(answer);
    try {
      return await answer;
    } finally {
      this.running.delete(answer);
    }
  }

  /** Takes nothing new, and comes back once all are answered, or the time is over. */
  async stop(milliseconds: number): Promise<void> {
    this.isStopping = true;
    const late = sleep(milliseconds, undefined, { ref: false });
    await Promise.race([Promise.allSettled(this.running), late]);
    // An answer is sent some turns after it is there.
    for (let turns = 0; turns < 5; turns += 1) await turn();
  }
}
