import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { isRange } from '#core/addresses/ip-address.ts';
import { yesOrNo } from '#core/yes-no.ts';
import type { MetricsExport } from '#platform/metrics-export.ts';
import { readShadow, type ShadowConfig } from './config-shadow.ts';
import { variableTypes } from './config-types.ts';

/** A configuration that cannot be used; the message has a line for each variable at fault. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(['The configuration is not usable:', ...problems].join('\n- '));
    this.name = 'ConfigError';
  }
}

const { address, choice, flag, isOrigin, isPostgres, keys, list, settings, text, whole } =
  variableTypes;
const { storeAddress, upstream } = variableTypes;

const DAY_MS = 86_400_000;

const variables = z.object({
  PORT: whole(0, 65_535, 4000),
  HOST: text,
  DATABASE_URL: address(['postgresql:', 'postgres:'], 'postgresql://user:password@host:5432/name'),
  DIRECT_DATABASE_URL: address(
    ['postgresql:', 'postgres:'],
    'postgresql://user:password@host:5432/name',
  ),
  REPLICA_URLS: list(
    isPostgres,
    'list addresses like postgresql://user:password@host:5432/name, separated by commas',
  ),
  DATABASE_POOL: whole(1, 500, 10),
  DATA_DIR: text,
  BOOTSTRAP_TOKEN: text.refine((value) => value === undefined || value.length >= 24, {
    message: 'set it to at least 24 characters, for instance from `openssl rand -hex 24`',
  }),
  API_ACCESS_KEY: text.refine((value) => value === undefined || value.length >= 24, {
    message: 'set it to at least 24 characters, for instance from `openssl rand -hex 24`',
  }),
  ENCRYPTION_KEY: keys,
  RATE_LIMIT: whole(0, 10_000_000, 6_000),
  COST_LIMIT: whole(0, 1_000_000_000, 60_000_000),
  ATTEMPT_LIMIT: whole(0, 100_000, 20),
  REDIS_URL: address(['redis:', 'rediss:'], 'redis://host:6379'),
  PROVIDERS: list((item) => item.length > 0, 'list packages and paths, separated by commas'),
  MAILER: text,
  MAILER_SETTINGS: settings,
  STORAGE: text,
  STORAGE_SETTINGS: settings,
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
  INTROSPECTION: choice(['on', 'signed-in', 'off'], 'on'),
  GRAPHIQL: flag('on'),
  DOCS: flag('on'),
  MCP: choice(['off', 'read', 'plan'], 'read'),
  METRICS_TOKEN: text.refine((value) => value === undefined || value.length >= 24, {
    message: 'set it to at least 24 characters, for instance from `openssl rand -hex 24`',
  }),
  METRICS_PORT: whole(0, 65_535, 0),
  OTEL_EXPORTER_OTLP_ENDPOINT: address(['http:', 'https:'], 'http://collector:4318'),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: address(
    ['http:', 'https:'],
    'http://collector:4318/v1/metrics',
  ),
  OTEL_METRICS_EXPORTER: choice(['otlp', 'none'], 'otlp'),
  OTEL_METRIC_EXPORT_INTERVAL: whole(1, DAY_MS, 60_000),
  OTEL_METRIC_EXPORT_TIMEOUT: whole(1, DAY_MS, 30_000),
  OTEL_SDK_DISABLED: flag('off'),
  TRUSTED_DOCUMENTS: choice(['optional', 'only'], 'optional'),
  DOCUMENT_MANIFESTS: list(existsSync, 'list files of manifests, separated by commas'),
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  PRIVATE_WEBHOOKS: flag('off'),
  SHADOW_UPSTREAM: upstream,
  SHADOW_SECONDS: whole(1, 300, 60),
  PRIVATE_UPSTREAM: flag('off'),
  PLANNER: flag('on'),
  QUIET: flag('off'),
  DRAIN_SECONDS: whole(0, 300, 1),
  S3_URL: storeAddress,
  S3_REGION: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
});

/** The names of all variables. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

/** A provider of which the installation has one account, set in the environment. */
export interface ConfiguredProvider {
  /** System name of the provider. */
  name: string;
  settings: Record<string, string>;
}

/** Everything the environment decides, checked. */
export interface Config {
  /** 0 asks the system for a free one. */
  port: number;
  host: string;
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl: string | undefined;
  /** PostgreSQL itself where `databaseUrl` leads to PgBouncer; absent where it does not. */
  directDatabaseUrl: string | undefined;
  /** Replicas of the database, which answer queries. */
  replicaUrls: string[];
  /** The most connections to PostgreSQL from this process. */
  poolSize: number;
  dataDir: string;
  /** The token of the first API credential, for setting up a new installation. */
  bootstrapToken: string | undefined;
  /** With this `accesskey` a request to /includes/api.php may come from any address. */
  apiAccessKey: string | undefined;
  /** `id:key` list for `Keyring`. Absent: the key is in `dataDir`, see `encryptionKey`. */
  encryptionKey: string | undefined;
  limits: {
    /** Of one credential, session or address; 0 for no limit. */
    requestsPerMinute: number;
    /** Cost of the operations of one credential, session or address; 0 for no limit. */
    costPerMinute: number;
    /** Wrong passwords, codes and tokens from one address; 0 for no limit. */
    failuresPerTenMinutes: number;
  };
  /** Where the limits are counted for every process together. */
  redisUrl: string | undefined;
  /** Packages of providers, by name or by path from the folder the gateway is started in. */
  providers: string[];
  /** Where emails leave; absent: they are stored and readable. */
  mailer: ConfiguredProvider | undefined;
  /** Where the bytes of attachments are stored. */
  storage: ConfiguredProvider;
  /** The address the gateway is reached at from outside, without a final slash. */
  publicUrl: string;
  corsOrigins: string[];
  trustProxy: string[];
  /** Fill an empty database with a demonstration store into an empty database. */
  demo: boolean;
  /** Who may read the schema: by introspection and as /schema.graphql. */
  introspection: 'on' | 'signed-in' | 'off';
  /** Whether browsers are given GraphiQL. */
  graphiql: boolean;
  /** Whether /docs shows the documentation. */
  docs: boolean;
  /** What assistants may do at /mcp: nothing, read, or also make changes that a person confirmed. */
  mcp: 'off' | 'read' | 'plan';
  /** What /metrics asks for as a bearer token; undefined for nothing. */
  metricsToken: string | undefined;
  /** A port of its own for /metrics and /health; 0: they are on the gateway's. */
  metricsPort: number;
  /** Whether spans are sent to the collector of the OTEL_EXPORTER_OTLP_ variables. */
  traces: boolean;
  /** How metrics are sent there; null: they are not. */
  metricsExport: MetricsExport | null;
  /** Whether operations that no manifest holds run as well. */
  trustedDocuments: 'optional' | 'only';
  /** Files of manifests of trusted documents. */
  documentManifests: string[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Webhooks may lead into private networks and need no https: for closed networks and tests. */
  privateWebhooks: boolean;
  /** The old system that answers /rapi while this gateway compares; absent: this one answers. */
  shadow: ShadowConfig | undefined;
  /** Reads compiled to one statement; off, Prisma runs them all. */
  planner: boolean;
  /** A restored copy: reads and plain changes work; nothing reaches the outside, no daily run. */
  isQuiet: boolean;
  /** How long a stop says 503 on /health/ready, and still answers, before it closes the port. */
  drainSeconds: number;
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
  const dataDir = data.DATA_DIR ?? './data';
  if (data.DIRECT_DATABASE_URL && !data.DATABASE_URL)
    problems.push('DATABASE_URL: set it too, or leave DIRECT_DATABASE_URL out');
  if (data.REPLICA_URLS.length && !data.DATABASE_URL)
    problems.push('DATABASE_URL: set it too, or leave REPLICA_URLS out');
  if (data.REPLICA_URLS.length && !data.REDIS_URL)
    problems.push(
      'REDIS_URL: set it too: by it processes know who has written what a replica may not have yet',
    );
  const storage = readStorage(data, dataDir, problems);
  const shadow = readShadow(data, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  // Out of the box nothing but this machine can reach it; a container sets HOST=0.0.0.0.
  const host = data.HOST ?? '127.0.0.1';
  return {
    port: data.PORT,
    host,
    databaseUrl: data.DATABASE_URL,
    directDatabaseUrl: data.DIRECT_DATABASE_URL,
    replicaUrls: data.REPLICA_URLS,
    poolSize: data.DATABASE_POOL,
    dataDir,
    bootstrapToken: data.BOOTSTRAP_TOKEN,
    apiAccessKey: data.API_ACCESS_KEY,
    encryptionKey: data.ENCRYPTION_KEY,
    limits: {
      requestsPerMinute: data.RATE_LIMIT,
      costPerMinute: data.COST_LIMIT,
      failuresPerTenMinutes: data.ATTEMPT_LIMIT,
    },
    redisUrl: data.REDIS_URL,
    providers: data.PROVIDERS,
    mailer: readMailer(data),
    storage,
    publicUrl: (data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, ''),
    corsOrigins: data.CORS_ORIGINS,
    trustProxy: data.TRUST_PROXY,
    demo: data.DEMO === 'auto' ? !data.DATABASE_URL : yesOrNo(data.DEMO) === true,
    introspection: data.INTROSPECTION,
    graphiql: data.GRAPHIQL,
    docs: data.DOCS,
    mcp: data.MCP,
    metricsToken: data.METRICS_TOKEN,
    metricsPort: data.METRICS_PORT,
    traces: !!data.OTEL_EXPORTER_OTLP_ENDPOINT && !data.OTEL_SDK_DISABLED,
    metricsExport: readMetricsExport(data),
    trustedDocuments: data.TRUSTED_DOCUMENTS,
    documentManifests: data.DOCUMENT_MANIFESTS,
    logLevel: data.LOG_LEVEL,
    privateWebhooks: data.PRIVATE_WEBHOOKS,
    shadow,
    planner: data.PLANNER,
    isQuiet: data.QUIET,
    drainSeconds: data.DRAIN_SECONDS,
  };
}

type Variables = z.infer<typeof variables>;

function readMailer({ MAILER, MAILER_SETTINGS, SMTP_URL }: Variables) {
  if (MAILER) return { name: MAILER, settings: MAILER_SETTINGS };
  return SMTP_URL ? { name: 'smtp', settings: { url: SMTP_URL } } : undefined;
}

function readMetricsExport(data: Variables): MetricsExport | null {
  const endpoint = data.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT ?? data.OTEL_EXPORTER_OTLP_ENDPOINT;
  const isOff = data.OTEL_SDK_DISABLED || data.OTEL_METRICS_EXPORTER === 'none';
  if (!endpoint || isOff) return null;
  return { everyMs: data.OTEL_METRIC_EXPORT_INTERVAL, timeoutMs: data.OTEL_METRIC_EXPORT_TIMEOUT };
}

/** Files under the data folder, unless a bucket or another storage is set. */
function readStorage(data: Variables, dataDir: string, problems: string[]): ConfiguredProvider {
  if (data.STORAGE) return { name: data.STORAGE, settings: data.STORAGE_SETTINGS };
  const { S3_URL: url, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secret } = data;
  if (url && accessKeyId && secret) {
    const region = data.S3_REGION ?? 'auto';
    return { name: 's3', settings: { url, region, accessKeyId, secretAccessKey: secret } };
  }
  const parts = { S3_URL: url, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secret };
  if (url || accessKeyId || secret)
    for (const [name, value] of Object.entries(parts))
      if (!value) problems.push(`${name}: set it too, or leave all three S3 variables out`);
  return { name: 'disk', settings: { folder: join(dataDir, 'files') } };
}
