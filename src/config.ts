import { z } from 'zod';
import { isRange } from '#core/address.ts';
import { Keyring } from '#core/secret.ts';

/** A configuration that cannot be used; the message has a line for each variable at fault. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(['The configuration is not usable:', ...problems].join('\n- '));
    this.name = 'ConfigError';
  }
}

/** A text setting; an empty variable counts as absent. */
const text = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();

const whole = (low: number, high: number, usual: number) =>
  text.transform((value, ctx) => {
    const number = Number(value ?? usual);
    if (Number.isInteger(number) && number >= low && number <= high) return number;
    ctx.addIssue({ code: 'custom', message: `set it to a whole number from ${low} to ${high}` });
    return z.NEVER;
  });

const choice = <const Param extends string>(choices: readonly Param[], usual: Param) =>
  text.transform((value, ctx) => {
    const param = choices.find((candidate) => candidate === (value ?? usual));
    if (param) return param;
    ctx.addIssue({ code: 'custom', message: `set it to one of ${choices.join(', ')}` });
    return z.NEVER;
  });

const flag = (usual: 'on' | 'off') =>
  choice(['on', 'off', 'true', 'false', '1', '0'], usual).transform((param) =>
    ['on', 'true', '1'].includes(param),
  );

const address = (schemes: readonly string[], example: string) =>
  text.refine(
    (value) => value === undefined || schemes.includes(URL.parse(value)?.protocol ?? ''),
    { message: `set it to an address like ${example}` },
  );

const list = (fits: (item: string) => boolean, message: string) =>
  text
    .transform((value) =>
      (value ?? '')
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .refine((items) => items.every(fits), { message });

/** `https://host` or `https://host:port`, nothing after it; browsers send it in this form. */
const isOrigin = (item: string) => URL.parse(item)?.origin === item && /^https?:/.test(item);

const keys = text.superRefine((value, ctx) => {
  if (value === undefined) return;
  try {
    new Keyring(value);
  } catch (error) {
    const how = 'make one with `openssl rand -base64 32`';
    ctx.addIssue({ code: 'custom', message: `${(error as Error).message} To begin, ${how}.` });
  }
});

const variables = z.object({
  PORT: whole(0, 65_535, 4000),
  HOST: text,
  DATABASE_URL: address(['postgresql:', 'postgres:'], 'postgresql://user:password@host:5432/name'),
  DATABASE_POOL: whole(1, 500, 10),
  DATA_DIR: text,
  BOOTSTRAP_TOKEN: text.refine((value) => value === undefined || value.length >= 24, {
    message: 'set it to at least 24 characters, for instance from `openssl rand -hex 24`',
  }),
  ENCRYPTION_KEY: keys,
  RATE_LIMIT: whole(0, 10_000_000, 6_000),
  ATTEMPT_LIMIT: whole(0, 100_000, 20),
  REDIS_URL: address(['redis:', 'rediss:'], 'redis://host:6379'),
  SMTP_URL: address(['smtp:', 'smtps:'], 'smtps://user:password@host:465'),
  PUBLIC_URL: address(['http:', 'https:'], 'https://api.example.com'),
  CORS_ORIGINS: list(
    isOrigin,
    'list origins like https://app.example.com, separated by commas, without a path',
  ),
  TRUST_PROXY: list(
    isRange,
    'list the addresses or CIDR ranges of your proxies, separated by commas, like 10.0.0.0/8',
  ),
  DEMO: choice(['auto', 'on', 'off', 'true', 'false', '1', '0'], 'auto'),
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  PRIVATE_WEBHOOKS: flag('off'),
  PLANNER: flag('on'),
  S3_URL: address(['http:', 'https:'], 'https://s3.eu-west-1.amazonaws.com/bucket'),
  S3_REGION: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
});

/** Where attachments are kept when not in files under the data folder. */
export interface S3Config {
  /** The bucket's address, `https://host/bucket`. */
  url: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Everything the environment decides, checked. */
export interface Config {
  /** 0 asks the system for a free one. */
  port: number;
  host: string;
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl: string | undefined;
  /** The most connections to PostgreSQL from this process. */
  poolSize: number;
  dataDir: string;
  /** The token of the first API credential, for setting up a new installation. */
  bootstrapToken: string | undefined;
  /** `id:key` list for `Keyring`. Absent: the key is in `dataDir`, see `encryptionKey`. */
  encryptionKey: string | undefined;
  limits: {
    /** Of one credential, session or address; 0 for no limit. */
    requestsPerMinute: number;
    /** Wrong passwords, codes and tokens from one address; 0 for no limit. */
    failuresPerTenMinutes: number;
  };
  /** Where the limits are counted for every process together. */
  redisUrl: string | undefined;
  smtpUrl: string | undefined;
  /** The address the gateway is reached at from outside, without a final slash. */
  publicUrl: string;
  corsOrigins: string[];
  trustProxy: string[];
  /** Fill an empty database with a demonstration store into an empty database. */
  demo: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Webhooks may lead into private networks and need no https: for closed networks and tests. */
  privateWebhooks: boolean;
  /** Reads compiled to one statement; off, Prisma runs them all. */
  planner: boolean;
  s3: S3Config | undefined;
}

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError naming every variable at fault and what to do about it; never its value.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const { data, error } = variables.safeParse(env);
  if (!data)
    throw new ConfigError(error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const problems: string[] = [];
  if (data.DATABASE_URL && !data.ENCRYPTION_KEY)
    problems.push(
      'ENCRYPTION_KEY: required with DATABASE_URL, the same for every process; ' +
        'make one with `openssl rand -base64 32` and keep it safe',
    );
  const s3 = readS3(data, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  // Out of the box nothing but this machine can reach it; a container sets HOST=0.0.0.0.
  const host = data.HOST ?? '127.0.0.1';
  return {
    port: data.PORT,
    host,
    databaseUrl: data.DATABASE_URL,
    poolSize: data.DATABASE_POOL,
    dataDir: data.DATA_DIR ?? './data',
    bootstrapToken: data.BOOTSTRAP_TOKEN,
    encryptionKey: data.ENCRYPTION_KEY,
    limits: {
      requestsPerMinute: data.RATE_LIMIT,
      failuresPerTenMinutes: data.ATTEMPT_LIMIT,
    },
    redisUrl: data.REDIS_URL,
    smtpUrl: data.SMTP_URL,
    publicUrl: (data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, ''),
    corsOrigins: data.CORS_ORIGINS,
    trustProxy: data.TRUST_PROXY,
    demo: data.DEMO === 'auto' ? !data.DATABASE_URL : ['on', 'true', '1'].includes(data.DEMO),
    logLevel: data.LOG_LEVEL,
    privateWebhooks: data.PRIVATE_WEBHOOKS,
    planner: data.PLANNER,
    s3,
  };
}

function readS3(data: z.infer<typeof variables>, problems: string[]): S3Config | undefined {
  const { S3_URL: url, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secret } = data;
  if (!url && !accessKeyId && !secret) return undefined;
  if (url && accessKeyId && secret)
    return { url, region: data.S3_REGION ?? 'auto', accessKeyId, secretAccessKey: secret };
  const parts = { S3_URL: url, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secret };
  for (const [name, value] of Object.entries(parts))
    if (!value) problems.push(`${name}: set it too, or leave all three S3 variables out`);
  return undefined;
}
