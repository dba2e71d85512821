import { setTimeout as sleep } from 'node:timers/promises';

/** How long what was read is served from the cache, in milliseconds. */
const CACHED_MS = 50;

/** Timers may go off a little early, and clocks of two processes do not tick alike. */
const MARGIN_MS = 5;

/** The most entries of the cache. */
const MOST = 10_000;

interface CacheEntry {
  value: Promise<unknown>;
  until: number;
}

/**
 * What this process has just read of who may do what, so that a busy caller is not looked up for
 * each request. A change of it waits, once committed, until no process can believe the old state
 * any more: so what was taken away is gone when the change is answered, in every process.
 */
export class AuthCache {
  private readonly byKey = new Map<string, CacheEntry>();
  private readonly isAlone: boolean;

  /** @param isAlone no other process uses the database. */
  constructor({ isAlone }: { isAlone: boolean }) {
    this.isAlone = isAlone;
  }

  /** What `read` gives, or gave a moment ago. What is not there is asked for again. */
  get<Value>(key: string, read: () => Promise<Value | null>): Promise<Value | null> {
    const at = performance.now();
    const known = this.byKey.get(key);
    if (known && at < known.until) return known.value as Promise<Value | null>;
    if (this.byKey.size >= MOST) this.byKey.clear();
    const entry = { value: read(), until: at + CACHED_MS };
    this.byKey.set(key, entry);
    const drop = () => void (this.byKey.get(key) === entry && this.byKey.delete(key));
    entry.value.then((value) => value === null && drop(), drop);
    return entry.value;
  }

  /** Forgets all of it: somebody's rights have changed. */
  forget(): void {
    this.byKey.clear();
  }

  /** Forgets all of it at once, and comes back when every other process has, too. */
  async outlive(): Promise<void> {
    this.byKey.clear();
    if (!this.isAlone) await sleep(CACHED_MS + MARGIN_MS);
  }
}
