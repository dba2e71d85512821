import { StartRefused } from '#core/start-refused.ts';
import { type SourceDatabase, SourceLost } from '#import/source/source.ts';
import { gatewaysTable, type Installation } from '#import/source/whmcs.ts';
import { type AskCommand, CommandRefused, type ReadCommand } from './call.ts';
import { commandReaders } from './readers/readers.ts';
import { isReply, entryText } from './reply.ts';
import { secretsOf } from './secrets.ts';
import type { Commands } from './spellings.ts';
import type { Stage } from './stage.ts';
import { unavailableColumns, unavailableThings } from './unavailable.ts';

/** What a running system is, before anything of it is read. */
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
export async function recognise(commands: Commands): Promise<Recognised> {
  const { system, address, ask } = commands;
  const opened = async (command: ReadCommand) => {
    try {
      return await ask(command);
    } catch (error) {
      throw explained(error, commands);
    }
  };
  await opened('GetCurrencies');
  const { parameters } = await opened('GetParameters');
  await ensureAllowed(commands);
  const settings = new Map<string, string>();
  for (const setting of SETTINGS) settings.set(setting, await settingOf(commands, setting));
  return {
    system,
    version: entryText(isReply(parameters) ? parameters.version : '') || 'of an unknown version',
    address,
    setting: (name) => settings.get(name) ?? '',
  };
}

function explained(error: unknown, { address, options }: Commands): unknown {
  if (error instanceof CommandRefused)
    return new StartRefused(
      `${options.secret}: the source does not let in (${error.message}). ` +
        'Check it, and allow the address of this machine there.',
    );
  if (error instanceof SourceLost)
    return new StartRefused(
      `${options.address}: ${address} cannot be read (${error.message}). ` +
        'Give the address of the commands: https://host/rapi, or https://host/includes/api.php.',
    );
  return error;
}

/** Rather at once than after hours. @throws StartRefused for commands the token may not call */
async function ensureAllowed(commands: Commands): Promise<void> {
  const refused = await Promise.all(
    [...new Set(commandReaders.flatMap(({ commands }) => commands))].map(async (command) => {
      try {
        await commands.ask(command, PROBE);
        return null;
      } catch (error) {
        if (error instanceof CommandRefused) return error.isForbidden ? command : null;
        throw explained(error, commands);
      }
    }),
  );
  const names = refused.filter((command) => command !== null);
  if (names.length)
    throw new StartRefused(
      `${commands.options.secret}: it may not call ${names.join(', ')}. Allow them at the source; all of them only read.`,
    );
}

/** Empty where the source does not know or tell it. */
async function settingOf(commands: Commands, setting: string): Promise<string> {
  try {
    return entryText((await commands.ask('GetConfigurationValue', { setting })).value);
  } catch (error) {
    if (error instanceof CommandRefused) return '';
    throw explained(error, commands);
  }
}

/** What it is, once everything has been read. */
export async function installationOf(
  recognised: Recognised,
  source: SourceDatabase,
  stage: Stage,
  ask: AskCommand,
): Promise<Installation> {
  const currencies = await source.rows('select id, code, `default` as base from tblcurrencies');
  const base = currencies.find(({ base: isBase }) => Number(isBase) === 1);
  if (!base) throw new StartRefused('The source given no currency.');
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
    unavailable: { columns: unavailableColumns, things: unavailableThings },
  };
}
