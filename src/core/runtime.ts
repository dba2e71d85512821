import { AsyncLocalStorage } from 'node:async_hooks';

/** A source of the current time. */
export type Clock = () => Date;

/** What all code of a gateway reads without being handed it. Each gateway has its own. */
export interface Runtime {
  clock: Clock;
  /** Where the company is: an IANA time zone. */
  timeZone: string;
  /** The order in which the company writes day and month. */
  dateOrder: 'DMY' | 'MDY';
  /** The handle of the sandbox that the gateway is; null for the company's own. */
  sandbox: string | null;
}

/** The time of the machine. */
export const systemClock: Clock = () => new Date();

/** The runtime of code that belongs to no gateway, as scripts and tests. */
export const outside: Runtime = {
  clock: systemClock,
  timeZone: 'UTC',
  dateOrder: 'DMY',
  sandbox: null,
};

/** The runtimes of the gateways in this process, the oldest first. */
const living: Runtime[] = [];

/*
 * A gateway that is alone needs nobody to carry its runtime along, and each promise of a process
 * that does costs time. So the runtime is carried while there are two gateways or more: whatever
 * the younger ones do is entered, and what carries none is the oldest one's.
 */
const carried = new AsyncLocalStorage<Runtime>();
let isCarried = false;
let oldest = outside;

/** The runtime of the gateway whose code runs. */
export const runtime = (): Runtime => (isCarried ? carried.getStore() : undefined) ?? oldest;

/** Runs something, and all that comes of it, in a gateway's runtime. */
export const enterRuntime = <Result>(own: Runtime, work: () => Result): Result =>
  isCarried ? carried.run(own, work) : work();

/** A callback that runs in the runtime it was made in, whoever calls it. */
export function bound<Args extends unknown[], Result>(
  callback: (...args: Args) => Result,
): (...args: Args) => Result {
  const own = runtime();
  return (...args) => enterRuntime(own, () => callback(...args));
}

/** The runtime of a new gateway; without a clock of its own it goes by that of the code outside. */
export const newRuntime = (
  clock: Clock = () => outside.clock(),
  sandbox: string | null = null,
): Runtime => ({ ...outside, clock, sandbox });

/** Says that a gateway with this runtime lives; the returned function says that it has ended. */
export function live(own: Runtime): () => void {
  living.push(own);
  note();
  return () => {
    const place = living.indexOf(own);
    if (place >= 0) living.splice(place, 1);
    note();
  };
}

function note(): void {
  oldest = living[0] ?? outside;
  if (isCarried && living.length < 2) carried.disable();
  isCarried = living.length > 1;
}
