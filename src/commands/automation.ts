import { startApp } from '#app.ts';
import type { Config } from '#config.ts';
import { dailyRun, runAtWork, type RunReport } from '#modules/system/automation/daily-run.ts';
import type { App } from '#schema/app.ts';
import { ensureEssentials } from '#start/essentials.ts';

/** sysexits.h: EX_TEMPFAIL, try again later. */
const BUSY = 75;

/**
 * `hostgraph automation`: the daily run, now. The same run happens automatically once a day in the
 * processes that do background work; done twice, it changes nothing. Ends with 0 where all went
 * well, 1 where something failed, 75 where another process is at work or this one was stopped.
 */
export async function automation(config: Config): Promise<void> {
  const { app, stop, prepare } = await startApp(config, { works: false });
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(BUSY)));
  try {
    await prepare(() => ensureEssentials(app));
    const report = await dailyRun(app, show);
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
    process.exitCode = report ? tell(report) : await tellBusy(app);
  } finally {
    await stop();
  }
}

function show(step: string, done: number, total: number): void {
  if (process.stdout.isTTY && done < total)
    process.stdout.write(`\r${step} ${done}/${total}\x1b[K`);
}

async function tellBusy(app: App): Promise<number> {
  const found = await runAtWork(app);
  const { since, until } = found ?? {};
  console.log(
    since && until
      ? `Another process is at work on today’s run since ${since.toISOString()}. If it is gone, the run can be taken over from ${until.toISOString()} on.`
      : 'Another process has just done today’s run.',
  );
  return BUSY;
}

function tell({ steps }: RunReport): number {
  for (const { name, succeeded, failed, failures } of steps) {
    console.log(`${name.padEnd(15)} ${succeeded} done${failed ? `, ${failed} failed` : ''}`);
    for (const { what, why } of failures) console.log(`                ${what}: ${why}`);
  }
  return steps.some(({ failed }) => failed > 0) ? 1 : 0;
}
