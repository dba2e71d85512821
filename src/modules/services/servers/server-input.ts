import { isIP } from 'node:net';
import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import { stripControls } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import { mergeSettings, ProviderSettingInput } from '#modules/system/providers/setting.ts';
import { isModule } from './module.ts';
import { serverSettingsOf } from './panel.ts';
import { encryptSecret } from '#modules/services/secrets.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

const line = (max = 255) =>
  z
    .string()
    .trim()
    .max(max, `must be at most ${max} characters`)
    .refine((text) => stripControls(text) === text && !text.includes('\n'), 'must be one line')
    .nullish();
const host = z
  .string()
  .trim()
  .regex(/^(\[?[0-9a-fA-F:.]+\]?|[A-Za-z0-9.-]{1,253})$/, 'must be a host name or an address')
  .nullish();
const address = z
  .string()
  .refine((text) => text === '' || isIP(text) > 0, 'must be an IP address')
  .nullish();
const secret = z.string().max(10_000).nullish();
const pem = z
  .string()
  .trim()
  .max(20_000)
  .regex(/^(|-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----)$/, 'must be PEM')
  .nullish();

/** What may be said of a server when it is added and when it is changed; all of it optional. */
export const serverSettings = (t: InputBuilder) => ({
  hostname: t.string({
    description: "Hostname or IP address of the server's panel.",
    validate: host,
  }),
  port: t.int({
    description: "Port of the server's panel. Null for the panel's default port.",
    validate: z.number().int().min(1).max(65_535).nullish(),
  }),
  username: t.string({ description: 'Username the gateway signs in with.', validate: line() }),
  password: t.field({
    type: 'Secret',
    description: 'Password for `username`. Empty to delete the stored password. Stored encrypted.',
    validate: secret,
  }),
  accessToken: t.field({
    type: 'Secret',
    description:
      'API token or key, used instead of the password. Empty to delete the stored token.',
    validate: secret,
  }),
  settings: t.field({
    type: [ProviderSettingInput],
    description:
      'Settings of the panel beyond hostname, port and credentials, as `providers` lists them. Omitted settings stay unchanged.',
  }),
  caPem: t.string({
    description:
      "Certificate of the server's own certificate authority, in PEM. Empty to trust the public certificate authorities.",
    validate: pem,
  }),
  timeoutSeconds: t.int({
    description: 'Timeout of a single call in seconds, 1 to 120. Default 30.',
    validate: z.number().int().min(1).max(120).nullish(),
  }),
  ipAddress: t.string({ description: 'Main IP address of the server.', validate: address }),
  assignedIps: t.stringList({
    description: 'Further IP addresses of the server.',
    validate: z
      .array(z.string().refine((text) => isIP(text) > 0, 'must be IP addresses'))
      .max(256)
      .nullish(),
  }),
  nameservers: t.stringList({
    description: 'Nameservers for accounts on the server, at most five.',
    validate: z.array(z.string().trim().max(253)).max(5, 'must be at most five').nullish(),
  }),
  noc: t.string({ description: 'Location of the machine.', validate: line() }),
  statusAddress: t.string({
    description: "Address of the server's status page.",
    validate: line(1_000),
  }),
  monthlyCost: t.field({
    type: 'Decimal',
    description: 'Monthly cost of the server in the base currency.',
    validate: z
      .custom<Prisma.Decimal>()
      .refine((value) => !value.isNegative(), 'must not be negative')
      .nullish(),
  }),
  maxAccounts: t.int({
    description: 'Maximum number of accounts on the server. 0 for no limit.',
    validate: z.number().int().min(0).max(1_000_000).nullish(),
  }),
  isActive: t.boolean({ description: 'Whether new accounts can be created on the server.' }),
  isDefault: t.boolean({
    description: 'Whether the server is preferred among equally suitable servers.',
  }),
  notes: t.string({
    description: 'Internal notes on the server, for staff only.',
    validate: z.string().max(20_000).nullish(),
  }),
});

type Settings = {
  [Name in keyof ReturnType<typeof serverSettings>]?: unknown;
} & {
  hostname?: string | null | undefined;
  port?: number | null | undefined;
  username?: string | null | undefined;
  caPem?: string | null | undefined;
  timeoutSeconds?: number | null | undefined;
  ipAddress?: string | null | undefined;
  assignedIps?: string[] | null | undefined;
  nameservers?: string[] | null | undefined;
  noc?: string | null | undefined;
  statusAddress?: string | null | undefined;
  monthlyCost?: Prisma.Decimal | null | undefined;
  maxAccounts?: number | null | undefined;
  isActive?: boolean | null | undefined;
  isDefault?: boolean | null | undefined;
  notes?: string | null | undefined;
};

/** The columns that were given; what was left out, or is null where null means nothing, is absent. */
export function serverColumns(input: Settings) {
  const { port, caPem, nameservers } = input;
  const plain = Object.fromEntries(
    (
      [
        'hostname',
        'username',
        'timeoutSeconds',
        'ipAddress',
        'assignedIps',
        'noc',
        'statusAddress',
        'monthlyCost',
        'maxAccounts',
        'isActive',
        'isDefault',
        'notes',
      ] as const
    )
      .filter((name) => input[name] !== undefined && input[name] !== null)
      .map((name) => [name, input[name]]),
  ) as Prisma.ServerUncheckedUpdateInput;
  return {
    ...plain,
    ...(port !== undefined && { port }),
    ...(caPem !== undefined && { caPem: caPem?.trim() || null }),
    ...(nameservers && {
      nameserver1: nameservers[0] ?? '',
      nameserver2: nameservers[1] ?? '',
      nameserver3: nameservers[2] ?? '',
      nameserver4: nameservers[3] ?? '',
      nameserver5: nameservers[4] ?? '',
    }),
  };
}

/** Stores a server's secrets encrypted for its row; an empty one is forgotten. */
export async function storeSecrets(
  { tx, app }: Work,
  id: number,
  provided: { password?: string | null | undefined; accessToken?: string | null | undefined },
): Promise<void> {
  const { password, accessToken } = provided;
  const data: Prisma.ServerUpdateInput = {
    ...(typeof password === 'string' && {
      passwordEncrypted: password && encryptSecret(app, 'server-password', id, password),
    }),
    ...(typeof accessToken === 'string' && {
      accessHashEncrypted: accessToken && encryptSecret(app, 'server-access-hash', id, accessToken),
    }),
  };
  for (const [name, value] of Object.entries(data))
    if (value === '') Object.assign(data, { [name]: null });
  if (Object.keys(data).length) await tx.server.update({ where: { id }, data });
}

/**
 * Stores what a server's panel asks for beyond the columns of a server.
 * @throws DomainError BAD_INPUT for a setting that the panel does not have
 */
export async function storeSettings(
  work: Work,
  server: { id: number; module: string; settingsEncrypted: string | null },
  received: readonly { name: string; secretValue: string }[] | null | undefined,
): Promise<void> {
  const provider = work.app.providers.find('panel', server.module);
  if (!received || !provider) return;
  const { id } = server;
  const settings = mergeSettings(work, provider, serverSettingsOf(work.app, server), received);
  const settingsEncrypted = encryptSecret(
    work.app,
    'server-settings',
    id,
    JSON.stringify(settings),
  );
  await work.tx.server.update({ where: { id }, data: { settingsEncrypted } });
}

/** The module's system name. @throws DomainError SERVER_MODULE_UNKNOWN */
export function knownModule({ app }: Work, name: string): string {
  if (isModule(app, name)) return name;
  const words = `It must be one of ${app.providers.names('panel').join(', ')}.`;
  throw new DomainError('SERVER_MODULE_UNKNOWN', words, { field: 'module' });
}
