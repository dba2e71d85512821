/**
 * `npm run proofs:dry-run`: whatever customers and staff do in random shops is run dry first, RUNS
 * changes (500): what the dry run said is then compared with the rows that the real change left:
 * postings, invoices with their lines, events, tasks and emails. What is refused is refused dry, too.
 * On the PostgreSQL at TEST_DATABASE_URL, or embedded.
 */
import fc from 'fast-check';
import { freeze } from '#core/clock.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import type { Answer, Ask } from '#test/money/ask.ts';
import { openCompany } from '#test/money/company.ts';
import { play, sequences } from '#test/money/play.ts';
import { anything } from '#test/money/steps.ts';
import { tokenOf } from '#test/people.ts';
import { type Effects, foretold, lastRows, leftBehind } from '#test/dry-run/rows.ts';
import { atRest, type Readers } from './forecast-year.ts';
import { withOwnGateway } from './own-gateway.ts';

const RUNS = Number(process.env.RUNS ?? 500);
const seed = Number(process.env.SEED ?? 20_261_130);

/** Enough was tried. */
class Enough extends Error {}

const codeOf = ({ errors }: Answer) => String(errors?.[0]?.extensions.code ?? '');

await withOwnGateway('dry_run', async ({ app, url, ask }) => {
  const began = performance.now();
  const counts = { runs: 0, refused: 0, postings: 0, invoices: 0, events: 0, tasks: 0, emails: 0 };
  const readers: Readers = new Map();
  const { consume } = app.outbox;
  app.outbox.consume = (reader) => {
    readers.set(reader.name, reader.types);
    return consume(reader);
  };
  await startMail(app);

  const dry = async (query: string, variables: object) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf('staff')}`,
      'dry-run': '1',
    };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as Answer & { extensions?: { effects?: Effects } };
  };

  /** Runs a change dry, then really, and compares. @throws Error at the first difference */
  const both: Ask = async (document, variables) => {
    if (!/^\s*mutation/.test(document)) return ask(document, variables);
    if (counts.runs >= RUNS) throw new Enough();
    await atRest(app, readers);
    const said = await dry(document, variables);
    const last = await lastRows(app);
    const answer = await ask(document, variables);
    await atRest(app, readers);
    counts.runs += 1;
    const words = `${document} ${JSON.stringify(variables)}`;
    if (codeOf(said) !== codeOf(answer))
      throw new Error(`${words}: dry "${codeOf(said)}", really "${codeOf(answer)}"`);
    if (answer.errors) counts.refused += 1;
    if (answer.errors) return answer;
    const foreseen = foretold(said.extensions?.effects ?? {});
    const found = await leftBehind(app, last, foreseen);
    for (const kind of ['postings', 'invoices', 'events', 'tasks', 'emails'] as const) {
      counts[kind] += found[kind].length;
      if (JSON.stringify(foreseen[kind]) === JSON.stringify(found[kind])) continue;
      throw new Error(
        `${words}: ${kind} dry ${JSON.stringify(foreseen[kind])}, really ${JSON.stringify(found[kind])}`,
      );
    }
    return answer;
  };

  const company = await openCompany(ask);
  const setDay = (day: string) => void freeze(`${day}T12:00:00Z`);
  const property = fc.asyncProperty(sequences(anything(8), 4), async (sequence) => {
    if (counts.runs < RUNS)
      await play({ ask: both, company, setDay }, sequence).catch((error: unknown) => {
        if (!(error instanceof Enough)) throw error;
      });
  });
  const details = await fc.check(property, { numRuns: RUNS, seed, endOnFailure: true });
  const seconds = Math.round((performance.now() - began) / 1_000);
  if (details.failed) {
    console.error(String(details.errorInstance).slice(0, 4_000));
    process.exitCode = 1;
    return;
  }
  const { runs, ...rest } = counts;
  const found = Object.entries(rest).map(([what, count]) => `${count} ${what}`);
  console.log(
    `ok  dry-run effects: ${runs} changes on ${app.database.kind} as foretold (${found.join(', ')}), ${seconds} s`,
  );
});
process.exit(process.exitCode ?? 0);
