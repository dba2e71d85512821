/** Whether a write failed because a unique column has the value already. */
export const isTaken = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'P2002';
