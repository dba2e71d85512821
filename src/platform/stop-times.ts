/** How long the parts of a stop may take, one after the other, in milliseconds. */
export const stopTimes = {
  /** Answers in flight, streams and sockets. */
  requests: 10_000,
  /** Tasks and jobs at work; what is left of them is given back then. */
  work: 30_000,
  /** The event log, stored answers, connections to the mail server and the database. */
  rest: 15_000,
};

/** How long a whole stop may take, the time in which load balancers are turned away included. */
export const stopWithinMs = (drainSeconds: number): number =>
  drainSeconds * 1_000 + stopTimes.requests + stopTimes.work + stopTimes.rest;
