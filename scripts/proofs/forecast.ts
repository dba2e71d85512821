/**
 * `npm run proofs:forecast`: a forecast of a company of CLIENTS clients (50) for DAYS days (365), and
 * then these days: what was foreseen of each client is what happened, day by day; each month's
 * invoices, payments and revenue are those of the tables then; and the forecast left no trace. On the
 * PostgreSQL at TEST_DATABASE_URL, or embedded.
 */
import { useClock } from '#core/clock.ts';
import { runForecast } from '#modules/forecast/run-forecast.ts';
import { startAffiliates } from '#modules/affiliates/automation.ts';
import { startCancellingOfClosed } from '#modules/billing/invoices/cancel-of-closed.ts';
import { startDroppingEnded } from '#modules/billing/invoices/drop-ended.ts';
import { startPayingGreedy } from '#modules/billing/invoices/pay-greedy.ts';
import { startFollowingServices } from '#modules/domains/life/end-with-service.ts';
import { startRenewingPaid } from '#modules/domains/ordering/renew-paid.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { startServices } from '#modules/services/automation.ts';
import { useStripe } from '#test/billing/gateways.ts';
import { tableHashes } from '#test/graphql/tables.ts';
import { after, halfPastMidnight } from '#test/oracle/calendar.ts';
import { openCompany, START } from './forecast-book.ts';
import { foreseen, foreseenMonths, happened, monthsAsBilled } from './forecast-compare.ts';
import { liveADay, type Readers } from './forecast-year.ts';
import { withOwnGateway } from './own-gateway.ts';

const CLIENTS = Number(process.env.CLIENTS ?? 50);
const DAYS = Number(process.env.DAYS ?? 365);
const last = after(START, DAYS - 1);
let instant = halfPastMidnight(START);
useClock(() => instant);
const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(0);

/** @throws Error with the first line that one side has and the other has not */
function same(what: string, expected: readonly string[], found: readonly string[]): void {
  const missing = found.find((line, place) => line !== expected[place]) ?? expected[found.length];
  if (missing === undefined && expected.length === found.length) return;
  const place = found.findIndex((line, at) => line !== expected[at]);
  throw new Error(`${what}: foreseen "${found[place]}", happened "${expected[place]}"`);
}

await withOwnGateway('forecast', async (gateway) => {
  const { app, ask } = gateway;
  const data = async (document: string, variables?: object) => {
    const answer = await ask(document, variables ?? {});
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  };
  const stripe = await useStripe({ data });
  await app.db.setting.create({ data: { name: 'DailyCronHour', value: '0' } });
  await openCompany(gateway, stripe.id, CLIENTS);
  const before = await tableHashes(app);
  let began = performance.now();
  const forecast = await runForecast(app, { until: last, isListed: true, limitMs: 7_200_000 });
  console.log(`    foreseen in ${seconds(began)} s`);
  const traces = Object.entries(await tableHashes(app)).filter(
    ([name, hash]) => hash !== before[name],
  );
  if (traces.length) throw new Error(`The forecast left something in ${traces[0]![0]}.`);
  if (stripe.intents.length) throw new Error('The forecast charged a card.');

  const readers: Readers = new Map();
  const { consume } = app.outbox;
  app.outbox.consume = (reader) => {
    readers.set(reader.name, reader.types);
    return consume(reader);
  };
  for (const start of [
    startServices,
    startCancellingOfClosed,
    startPayingGreedy,
    startDroppingEnded,
    startAffiliates,
    startRenewingPaid,
    startFollowingServices,
    startOrders,
  ])
    await start(app);
  began = performance.now();
  const failures: string[] = [];
  for (let day = START; day <= last; day = after(day, 1)) {
    instant = halfPastMidnight(day);
    failures.push(...(await liveADay(app, readers)));
    if (day.endsWith('-01')) console.log(`    ${day}, ${seconds(began)} s`);
  }
  const events = await happened(app);
  same('An event', events, foreseen(forecast));
  same('A month', await monthsAsBilled(app, last), foreseenMonths(forecast));
  if (forecast.failures !== failures.length)
    throw new Error(`${forecast.failures} failures foreseen, these came: ${failures.join('; ')}`);
  const { length: months } = forecast.months;
  console.log(
    `ok  forecast: ${CLIENTS} clients, ${DAYS} days: all ${events.length} events and ${months} months as foreseen, ${stripe.intents.length} charges, ${seconds(began)} s`,
  );
  await stripe.stop();
});
process.exit(0);
