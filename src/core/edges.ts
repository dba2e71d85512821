/** A way from one status to another, and what it does to what hangs on it. */
export interface Edge<Status extends string> {
  from: Status;
  to: Status;
  /** The commands and events that take it. */
  by: string;
  money: string;
  services: string;
  domains: string;
}

/** Whether a way is listed; what is not listed does not happen. */
export const isEdge = <Status extends string>(
  edges: readonly Edge<Status>[],
  from: Status,
  to: Status,
): boolean => edges.some((edge) => edge.from === from && edge.to === to);
