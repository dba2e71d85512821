import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openMigrated } from '#app.ts';
import type { Config } from '#config.ts';
import type { Certificate } from '#import/certificate/certificate.ts';
import { certificatePage } from '#import/certificate/page.ts';
import { type Plan, planText } from '#import/plan.ts';
import { systemNames } from '#import/source/whmcs.ts';
import { type CommandsOptions, importByCommands, planByCommands } from '#import/by-commands.ts';
import { type Commands, whasolsCommands, whmcsCommands } from '#import/rapi/spellings.ts';
import { importWhmcs, planWhmcs } from '#import/whmcs.ts';
import { openLog } from '#platform/log.ts';
import { type ImportRequest, importRequest } from './import-options.ts';
import { storageOf } from './storage-of.ts';

/** Rows of a noun after which a line is printed. */
const LINE = 10_000;

/**
 * `hostgraph import whmcs` takes a WHMCS installation over from its database, or by its API alone,
 * `hostgraph import whasols` a running WHASOLS by its commands; each writes a certificate of what
 * came. Interrupted, it goes on where it was; run again, it brings what has changed. Nothing leaves
 * this installation until `hostgraph resume`. Ends with 1 while something differs that is not accepted.
 */
export async function importCommand(config: Config, args: readonly string[]): Promise<void> {
  const { from, isPlan, out, ...request } = importRequest(args, process.env);
  if (isPlan) return console.log(planText(await planOf(from)));
  const { database, keyring } = await openMigrated(config, openLog(config.logLevel));
  try {
    const options: Omit<CommandsOptions, 'commands'> = {
      ...request,
      keyring,
      storage: await storageOf(config),
      onBegin: ({ system, version, address }, { number, isResumed }) =>
        console.log(
          `From ${address}, ${systemNames[system]} ${version}: pass ${number}${isResumed ? ', which goes on' : ''}.`,
        ),
      onProgress: progressLines(),
    };
    const certificate =
      'whmcs' in from
        ? await importWhmcs(database, { ...options, ...from.whmcs })
        : await importByCommands(database, { ...options, commands: commandsOf(from) });
    await writeCertificate(certificate, out);
    if (!certificate.isClean) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

const commandsOf = (from: Exclude<ImportRequest['from'], { whmcs: unknown }>): Commands =>
  'whasols' in from ? whasolsCommands(from.whasols) : whmcsCommands(from.whmcsApi);

const planOf = (from: ImportRequest['from']): Promise<Plan> =>
  'whmcs' in from
    ? planWhmcs(from.whmcs)
    : planByCommands(commandsOf(from), (step, rows) => console.error(`${step}: ${rows} …`));

/** A line for each noun as it begins, and for every so many rows. */
function progressLines() {
  const printed = new Map<string, number>();
  return (step: string, rows: number, written: number) => {
    const at = Math.floor(rows / LINE);
    if (printed.get(step) === at) return;
    printed.set(step, at);
    console.log(`${step}: ${rows} rows, ${written} of the last written …`);
  };
}

async function writeCertificate(certificate: Certificate, folder: string): Promise<void> {
  const paths = ['json', 'html'].map((kind) => join(folder, `import-certificate.${kind}`));
  const texts = [`${JSON.stringify(certificate, null, 2)}\n`, certificatePage(certificate)];
  for (const [place, path] of paths.entries()) await writeFile(path, texts[place]!);
  const open = certificate.differences.filter(({ isAccepted }) => !isAccepted);
  for (const { name, source, here, reason } of open.slice(0, 50))
    console.log(
      `differs: ${name}: ${source} at the source, ${here} here${reason && ` (${reason})`}`,
    );
  if (open.length > 50) console.log(`… and ${open.length - 50} more in ${paths[1]}`);
  for (const what of certificate.notAsked) console.log(`Not compared: ${what}.`);
  const compared = certificate.groups.reduce((sum, group) => sum + group.compared, 0);
  console.log(
    open.length
      ? `Not clean: ${open.length} of ${compared} facts differ and are not accepted; see ${paths[1]}.`
      : `Clean: ${compared} facts compared, ${certificate.differences.length} differ and are accepted; see ${paths[1]}.`,
  );
  console.log('Nothing is sent from here until `hostgraph resume`, the day of the move.');
}
