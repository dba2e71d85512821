/**
 * `npm run automation`: the daily run, now, on the database of the gateway's own settings. The same
 * run happens automatically once a day in every running gateway; done twice, it changes nothing.
 */
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import '#modules/schema.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { ensureEssentials } from '#start/essentials.ts';

const { app, stop } = await startApp(readConfig(process.env));
try {
  await ensureEssentials(app);
  const report = await dailyRun(app, (step, done, total) => {
    if (process.stdout.isTTY && done < total)
      process.stdout.write(`\r${step} ${done}/${total}\x1b[K`);
  });
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  if (!report) console.log('Another process is at work on today’s run.');
  for (const { name, succeeded, failed, failures } of report?.steps ?? []) {
    console.log(`${name.padEnd(15)} ${succeeded} done${failed ? `, ${failed} failed` : ''}`);
    for (const { what, why } of failures) console.log(`                ${what}: ${why}`);
  }
  if (report?.steps.some(({ failed }) => failed > 0)) process.exitCode = 1;
} finally {
  await stop();
}
