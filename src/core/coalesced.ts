/** Work that many ask for: however often it is asked for while it runs, it runs once more. */
export interface Coalesced {
  wake(): void;
  /** Begins no more runs, and waits for the one under way. */
  stop(): Promise<void>;
}

/** Makes one run at a time of any number of calls. */
export function coalesced(work: () => Promise<void>, onTrouble: (error: Error) => void): Coalesced {
  let again = false;
  let stopped = false;
  let running: Promise<void> | null = null;
  const run = async () => {
    while (again && !stopped) {
      again = false;
      await work().catch(onTrouble);
    }
  };
  const wake = () => {
    again = true;
    if (stopped) return;
    running ??= run().finally(() => {
      running = null;
      if (again) wake();
    });
  };
  return {
    wake,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
