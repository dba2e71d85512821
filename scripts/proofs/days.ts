/**
 * Lives through 400 days of a mixed book (three currencies, months that end on the 29th and the
 * 31st, a change of the clocks, promotions, limits, terms), each day of work run twice, and compares
 * every invoice with an independent calculation. On the PostgreSQL at TEST_DATABASE_URL, or embedded.
 */
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { openDatabase } from '#platform/database/open.ts';
import { migrate } from '#platform/database/migrate.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { liveThrough } from '#test/billing/days.ts';
import { ownDatabase } from './server.ts';

const DAYS = Number(process.env.DAYS ?? 400);
const own = await ownDatabase('days');
const database = await openDatabase({ databaseUrl: own.url });
try {
  await migrate(database);
  const config = readConfig({ LOG_LEVEL: 'error', ENCRYPTION_KEY: `proof:${'A'.repeat(43)}=` });
  const { app, stop } = await startApp(config, { opened: database });
  await ensureEssentials(app);
  const began = performance.now();
  const found = await liveThrough({ app }, DAYS, {
    // A day on which the first run had nothing to do is tried twice now and then.
    isTwice: (day, didAnything) => didAnything || day.endsWith('5'),
    progress: (day) => day.endsWith('-01') && console.log(`    ${day}`),
  });
  const { bills, expected, restless, failures, wrongBooks } = found;
  const wrong = bills.filter(
    (bill, place) => JSON.stringify(bill) !== JSON.stringify(expected[place]),
  );
  if (wrong.length || bills.length !== expected.length)
    throw new Error(`${wrong.length} invoices are wrong, the first: ${JSON.stringify(wrong[0])}`);
  if (restless.length) throw new Error(`A second run did something on ${restless.join(', ')}.`);
  if (failures.length) throw new Error(`The daily run failed: ${failures[0]}`);
  if (wrongBooks.length) throw new Error(`The books are wrong: ${JSON.stringify(wrongBooks)}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `ok  ${DAYS} days, run twice: all ${bills.length} invoices as reckoned, ${seconds} s`,
  );
  await stop();
} finally {
  await database.close();
  await own.drop();
}
