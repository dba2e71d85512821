import { parseArgs } from 'node:util';
import { isTimeZone } from '#core/clock.ts';
import { permissions } from '#core/permissions.ts';
import { StartRefused } from '#core/start-refused.ts';
import type { ImportSource } from '#import/whmcs.ts';
import type { RapiAccess, whmcsCommands } from '#import/rapi/spellings.ts';
import type { ApiAccess } from '#import/source/api.ts';

const USAGE =
  'hostgraph import whmcs --database mysql://user:password@host/database [--plan] ' +
  '[--attachments FOLDER] [--api https://host/includes/api.php] [--role NAME=PERMISSIONS …] ' +
  '[--accept NAME …] [--time-zone ZONE] [--out FOLDER]\n' +
  'hostgraph import whmcs --api https://host/includes/api.php [--per-second CALLS] [--plan] ' +
  '[--accept NAME …] [--time-zone ZONE] [--out FOLDER]\n' +
  'hostgraph import whasols --rapi https://host/rapi --token TOKEN [--per-second CALLS] [--plan] ' +
  '[--accept NAME …] [--time-zone ZONE] [--out FOLDER]';

type WhmcsApi = Parameters<typeof whmcsCommands>[0];

/** What `hostgraph import` was asked to do. */
export interface ImportRequest {
  from: { whmcs: ImportSource } | { whasols: RapiAccess } | { whmcsApi: WhmcsApi };
  isPlan: boolean;
  accepted: readonly string[];
  timeZone: string;
  /** The folder of the certificate. */
  out: string;
}

/** Reads arguments, and credentials of the API from the environment. @throws StartRefused */
export function importRequest(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ImportRequest {
  const { values, positionals } = parsed(args);
  const timeZone = values['time-zone'];
  if (!isTimeZone(timeZone))
    throw new StartRefused('--time-zone: give the name of a time zone, such as Europe/Berlin.');
  return {
    from: sourceOf(positionals.join(' '), values, environment),
    isPlan: values.plan,
    accepted: values.accept,
    timeZone,
    out: values.out,
  };
}

function sourceOf(
  system: string,
  values: Values,
  environment: Readonly<Record<string, string | undefined>>,
): ImportRequest['from'] {
  if (system === 'whmcs' && values.database) {
    refuse(values, ['rapi', 'token', 'per-second'], '--database');
    return {
      whmcs: {
        address: values.database,
        attachments: values.attachments ?? null,
        api: apiAccess(values, environment),
        grants: new Map(values.role.map(granted)),
      },
    };
  }
  const api = system === 'whmcs' && apiAccess(values, environment);
  if (api) {
    refuse(values, ['attachments', 'role', 'rapi', 'token'], '--api without --database');
    return { whmcsApi: { ...api, perSecond: perSecondOf(values) } };
  }
  if (system === 'whasols' && values.rapi) {
    refuse(values, ['database', 'attachments', 'role', 'api'], '--rapi');
    const token = values.token ?? environment.WHASOLS_TOKEN;
    if (!token) throw new StartRefused('--rapi: set WHASOLS_TOKEN, or give --token.');
    return { whasols: { address: values.rapi, token, perSecond: perSecondOf(values) } };
  }
  throw new StartRefused(USAGE);
}

/** @throws StartRefused for options that would do nothing beside another */
function refuse(values: Values, names: readonly (keyof Values)[], beside: string): void {
  const idle = names.find((name) => values[name] !== undefined && String(values[name]) !== '');
  if (idle !== undefined) throw new StartRefused(`--${idle}: it does nothing with ${beside}.`);
}

function perSecondOf(values: Values): number {
  const perSecond = Number(values['per-second'] ?? 20);
  if (perSecond >= 1 && perSecond <= 1_000) return perSecond;
  throw new StartRefused('--per-second: give a number of calls from 1 to 1000.');
}

type Values = ReturnType<typeof parsed>['values'];

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        database: { type: 'string' },
        attachments: { type: 'string' },
        api: { type: 'string' },
        'api-identifier': { type: 'string' },
        'api-secret': { type: 'string' },
        rapi: { type: 'string' },
        token: { type: 'string' },
        'per-second': { type: 'string' },
        role: { type: 'string', multiple: true, default: [] },
        plan: { type: 'boolean', default: false },
        accept: { type: 'string', multiple: true, default: [] },
        'time-zone': { type: 'string', default: 'UTC' },
        out: { type: 'string', default: '.' },
      },
    });
  } catch (error) {
    throw new StartRefused(`${(error as Error).message}\n${USAGE}`);
  }
}

/** Other users of a machine see arguments, so the secret is better in the environment. */
function apiAccess(
  { api, ...values }: Values,
  environment: Readonly<Record<string, string | undefined>>,
): ApiAccess | null {
  if (!api) return null;
  const identifier = values['api-identifier'] ?? environment.WHMCS_API_IDENTIFIER;
  const secret = values['api-secret'] ?? environment.WHMCS_API_SECRET;
  if (!identifier || !secret)
    throw new StartRefused(
      '--api: set WHMCS_API_IDENTIFIER and WHMCS_API_SECRET, or give --api-identifier and --api-secret.',
    );
  return { address: api, identifier, secret, accessKey: environment.WHMCS_API_ACCESS_KEY ?? null };
}

/** `Support=support:read,support:reply`: what the staff of a role of the source may do here. */
function granted(text: string): [string, string[]] {
  const at = text.lastIndexOf('=');
  const names = text
    .slice(at + 1)
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (at < 1 || !names.length)
    throw new StartRefused(`--role: give it as NAME=PERMISSIONS, not ${JSON.stringify(text)}.`);
  const known = new Set<string>(permissions);
  const odd = names.find((name) => name !== '*' && !known.has(name));
  if (odd !== undefined)
    throw new StartRefused(`--role: there is no permission ${JSON.stringify(odd)}.`);
  return [text.slice(0, at), [...new Set(names)]];
}
