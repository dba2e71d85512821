import { StartRefused } from '#core/start-refused.ts';
import { type ApiAccess, openApi, type SourceApi } from './api.ts';
import type { SourceDatabase } from './source.ts';

/** What can be moved from, as people call it. */
export const systemNames = { whmcs: 'WHMCS', whasols: 'WHASOLS' } as const;

/** What a source that is read by commands does not tell, and what becomes of it. */
export interface Unavailable {
  /** By table and column. */
  columns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Kinds of rows. */
  things: Readonly<Record<string, string>>;
}

/** What an installation says about itself. */
export interface Installation {
  system: keyof typeof systemNames;
  version: string;
  /** Its own address, by which it is recognised when it is read again. */
  address: string;
  /** Codes of its currencies by their ids. */
  currencies: ReadonlyMap<number, string>;
  baseCurrency: string;
  /** Ids of its payment gateways, those they get here, by their names. */
  gateways: ReadonlyMap<string, number>;
  /** People sign in as users of their own, since version 8; before that, as clients. */
  hasUsers: boolean;
  /** What it shows of its secrets; null where its API was not given. */
  api: SourceApi | null;
  /** What the staff of its roles may do here, by the names of the roles. */
  grants: ReadonlyMap<string, readonly string[]>;
  /** Null for a database, which shows all of it. */
  unavailable: Unavailable | null;
  setting(name: string): string;
}

/** What is said of an installation that its database does not. */
export interface SaidOfSource {
  api: ApiAccess | null;
  grants: ReadonlyMap<string, readonly string[]>;
}

/** The major versions whose tables are known. */
const KNOWN = ['7', '8'];

/** Without these it is no installation of WHMCS, whatever its version says. */
const NEEDED = [
  'tblclients',
  'tblcurrencies',
  'tblinvoices',
  'tblinvoiceitems',
  'tblaccounts',
].concat(['tblcredit', 'tblhosting', 'tbldomains', 'tblproducts', 'tblpricing', 'tblorders']);

/** Money whose currency was removed at the source is under ISO 4217's code for none. */
export const NO_CURRENCY = 'XXX';

/** A row per payment gateway, whose settings are rows. */
export const gatewaysTable = `(
  select min(id) as id, gateway, max(case when setting = 'name' then value end) as displayname,
         min(\`order\`) as sortorder
  from tblpaymentgateways group by gateway)`;

/** Reads what an installation is. @throws StartRefused where it is none, or of an unknown version */
export async function readInstallation(
  source: SourceDatabase,
  { api, grants }: SaidOfSource,
): Promise<Installation> {
  if (!source.columnsOf('tblconfiguration').length)
    throw new StartRefused('--database: it is no database of WHMCS: tblconfiguration is missing.');
  const settings = new Map(
    (await source.rows('select setting, value from tblconfiguration')).map((row) => [
      String(row.setting),
      String(row.value ?? ''),
    ]),
  );
  const version = settings.get('Version') ?? '';
  if (!KNOWN.includes(version.split('.')[0] ?? ''))
    throw new StartRefused(
      `--database: it is of WHMCS ${version || 'without a version'}, whose tables are not known; known are ${KNOWN.join(' and ')}.`,
    );
  const missing = NEEDED.find((table) => !source.columnsOf(table).includes('id'));
  if (missing)
    throw new StartRefused(`--database: the dump is not whole: the table ${missing} is missing.`);
  const address = settings.get('SystemURL') ?? '';
  if (!address) throw new StartRefused('--database: the setting SystemURL is missing.');
  const currencies = await source.rows('select id, code, `default` as base from tblcurrencies');
  const base = currencies.find(({ base: isBase }) => Number(isBase) === 1) ?? currencies[0];
  if (!base) throw new StartRefused('--database: it has no currency.');
  const gateways = source.columnsOf('tblpaymentgateways').length
    ? await source.rows(`select * from ${gatewaysTable} as t`)
    : [];
  await ensureRoles(source, grants);
  return {
    system: 'whmcs',
    version,
    address,
    currencies: new Map(currencies.map(({ id, code }) => [Number(id), codeOf(code)])),
    baseCurrency: codeOf(base.code),
    gateways: new Map(gateways.map(({ id, gateway }) => [String(gateway), Number(id)])),
    hasUsers: source.columnsOf('tblusers').length > 0,
    api: api && (await openApi(api, address)),
    grants,
    unavailable: null,
    setting: (name) => settings.get(name) ?? '',
  };
}

/** @throws StartRefused for a role that the source does not have */
async function ensureRoles(source: SourceDatabase, grants: SaidOfSource['grants']): Promise<void> {
  if (!grants.size) return;
  const rows = source.columnsOf('tbladminroles').length
    ? await source.rows('select name from tbladminroles order by id')
    : [];
  const names = rows.map(({ name }) => String(name));
  const odd = [...grants.keys()].find((name) => !names.includes(name));
  if (odd !== undefined)
    throw new StartRefused(
      `--role: the source has no role ${JSON.stringify(odd)}; it has ${names.map((name) => JSON.stringify(name)).join(', ')}.`,
    );
}

const codeOf = (code: unknown) => String(code).trim().toUpperCase();
