import { StartRefused } from '#core/start-refused.ts';
import { type SourceDatabase, SourceLost } from '#import/source/source.ts';
import { gatewaysTable, type Installation } from '#import/source/whmcs.ts';
import { type Ask, CommandRefused, type ReadCommand } from './call.ts';
import { readers } from './readers/readers.ts';
import { isReply, textOf } from './reply.ts';
import { secretsOf } from './secrets.ts';
import type { Stage } from './stage.ts';
import { untoldColumns, untoldThings } from './untold.ts';

/** What a running WHASOLS is, before anything of it is read. */
export type Recognised = Pick<Installation, 'system' | 'version' | 'address' | 'setting'>;

/** What the import asks of the settings. */
const SETTINGS = ['DefaultCountry', 'Language', 'TaxType', 'TaxL2Compound'].concat([
  'SequentialInvoiceNumbering',
  'SequentialInvoiceNumberFormat',
  'SequentialInvoiceNumberValue',
]);

/** Fields that make no command do anything but say whether it may be called. */
const PROBE = { page_num: 1, limit_num: 1, user_id: 0, invoice_id: 0, ticket_id: 0 };

/**
 * Makes sure that it is there, and that the token may call what is needed.
 * @throws StartRefused naming what to change
 */
export async function recognise(ask: Ask, address: string): Promise<Recognised> {
  const opened = async (command: ReadCommand) => {
    try {
      return await ask(command);
    } catch (error) {
      throw explained(error, address);
    }
  };
  await opened('GetCurrencies');
  const { parameters } = await opened('GetParameters');
  await ensureAllowed(ask);
  const settings = new Map<string, string>();
  for (const setting of SETTINGS) settings.set(setting, await settingOf(ask, setting));
  return {
    system: 'whasols',
    version: textOf(isReply(parameters) ? parameters.version : '') || 'of an unknown version',
    address: address.replace(/\/+$/, ''),
    setting: (name) => settings.get(name) ?? '',
  };
}

function explained(error: unknown, address: string): unknown {
  if (error instanceof CommandRefused)
    return new StartRefused(
      `--token: the source does not let it in (${error.message}). ` +
        'Give it by --token or WHASOLS_TOKEN, and allow the address of this machine there.',
    );
  if (error instanceof SourceLost)
    return new StartRefused(
      `--rapi: ${address} cannot be read (${error.message}). ` +
        'Give the address that the names of commands are put behind, as in https://host/rapi.',
    );
  return error;
}

/** Rather at once than after hours. @throws StartRefused for commands the token may not call */
async function ensureAllowed(ask: Ask): Promise<void> {
  const refused = await Promise.all(
    [...new Set(readers.flatMap(({ commands }) => commands))].map(async (command) => {
      try {
        await ask(command, PROBE);
        return null;
      } catch (error) {
        if (error instanceof CommandRefused) return error.isForbidden ? command : null;
        throw explained(error, command);
      }
    }),
  );
  const names = refused.filter((command) => command !== null);
  if (names.length)
    throw new StartRefused(
      `--token: it may not call ${names.join(', ')}. Allow them at the source; all of them only read.`,
    );
}

/** Empty where the source does not know or tell it. */
async function settingOf(ask: Ask, setting: string): Promise<string> {
  try {
    return textOf((await ask('GetConfigurationValue', { setting })).value);
  } catch (error) {
    if (error instanceof CommandRefused) return '';
    throw explained(error, 'GetConfigurationValue');
  }
}

/** What it is, once everything has been read. */
export async function installationOf(
  recognised: Recognised,
  source: SourceDatabase,
  stage: Stage,
  ask: Ask,
): Promise<Installation> {
  const currencies = await source.rows('select id, code, `default` as base from tblcurrencies');
  const base = currencies.find(({ base: isBase }) => Number(isBase) === 1);
  if (!base) throw new StartRefused('The source told no currency.');
  const gateways = await source.rows(`select * from ${gatewaysTable} as t`);
  return {
    ...recognised,
    currencies: new Map(
      currencies.map(({ id, code }) => [Number(id), String(code).trim().toUpperCase()]),
    ),
    baseCurrency: String(base.code).trim().toUpperCase(),
    gateways: new Map(gateways.map(({ id, gateway }) => [String(gateway), Number(id)])),
    hasUsers: true,
    api: secretsOf(ask, stage),
    grants: new Map(),
    untold: { columns: untoldColumns, things: untoldThings },
  };
}
