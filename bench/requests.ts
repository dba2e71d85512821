/** The token of the gateway's first credential, and that of its reseller. */
export const TOKEN = 'bench-token-bench-token-bench';
export const RESELLER_TOKEN = 'bench-reseller-bench-reseller';

/** One request. */
export interface BenchRequest {
  path: string;
  body: string;
  /** JSON by default. */
  type?: string;
  token?: string;
  /** Sent with an idempotency key, another one each time. */
  isOnce?: boolean;
  /** A number in the body that is another one each time, up to the most there is. */
  vary?: { from: string; to: number };
  /** How many are asked at once; eight by default. */
  connections?: number;
}

/** One thing that some contenders are asked for, by the contender's name. */
export interface Case {
  name: string;
  payloads: Record<string, BenchRequest>;
  /** The answers must hold the same rows. */
  isCompared?: boolean;
}

/** A GraphQL operation as a request. */
export const graphql = (query: string, variables?: object | false): BenchRequest => ({
  path: '/graphql',
  body: JSON.stringify({ query, variables: variables || undefined }),
});

/** The headers a request is sent with. */
export const headersOf = ({ type, token }: BenchRequest): Record<string, string> => ({
  'content-type': type ?? 'application/json',
  authorization: `Bearer ${token ?? TOKEN}`,
});
