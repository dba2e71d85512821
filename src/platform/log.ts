import { type DestinationStream, type Logger, pino } from 'pino';

/** Structured log lines, one JSON object each. */
export type Log = Logger;

const SECRETS = [
  'token',
  'accessToken',
  'password',
  'password2',
  'secret',
  'authorization',
  'cookie',
  'apiKey',
  'api_key',
  'api-key',
  'x-api-key',
  'eppCode',
];

/** Where a secret may stand in what is logged: at the top and up to two levels below. */
const paths = SECRETS.flatMap((name) =>
  ['', '*', '*.*'].map((above) => (name.includes('-') ? `${above}["${name}"]` : join(above, name))),
);

function join(above: string, name: string): string {
  return above ? `${above}.${name}` : name;
}

/** Opens the log: JSON lines on standard output, or on `destination`. Secrets are blotted out. */
export function openLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    redact: { paths, censor: '•••' },
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}
