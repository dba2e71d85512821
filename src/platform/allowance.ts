/** What a limit leaves its caller for the rest of its minute. */
export interface Allowance {
  /** What is counted: requests, or the cost of operations. */
  policy: 'requests' | 'cost';
  /** How much a caller has each minute. */
  limit: number;
  remaining: number;
  /** Milliseconds until the count begins anew. */
  resetIn: number;
}

/** The span in which is counted, in seconds. */
export const WINDOW_SECONDS = 60;

/**
 * The header fields that tell allowances.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (10, two fields).
 */
export function rateLimitHeaders(allowances: readonly Allowance[]): Record<string, string> {
  if (!allowances.length) return {};
  const policies = allowances.map(
    ({ policy, limit }) => `"${policy}";q=${limit};w=${WINDOW_SECONDS}${UNITS[policy]}`,
  );
  const states = allowances.map(
    ({ policy, remaining, resetIn }) =>
      `"${policy}";r=${remaining};t=${Math.max(0, Math.ceil(resetIn / 1000))}`,
  );
  return { 'ratelimit-policy': policies.join(', '), ratelimit: states.join(', ') };
}

/** The unit of a quota where it is not requests. */
const UNITS: Record<Allowance['policy'], string> = { requests: '', cost: ';qu="cost"' };
