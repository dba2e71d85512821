import { beforeAll, expect, it } from 'vitest';
import { forgetBans } from '#modules/access/bans.ts';
import { schema } from '#modules/schema.ts';
import { fastCounts } from '#planner/fast/fast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { writeBook } from '#test/schema/book.ts';
import { Chance } from '#test/schema/chance.ts';
import { Operations } from '#test/schema/operations.ts';
import { Requests, type WireRequest } from './requests.ts';

const ROWS = 8;
/** `SAME_RUNS=2000 SAME_SEED=9` for a long look, as `npm run proofs:graph` has it. */
const RUNS = Number(process.env.SAME_RUNS ?? 150);
const SEED = Number(process.env.SAME_SEED ?? 1);

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  const { database, authCache } = gateway.app;
  await writeBook(database, ROWS);
  // No rate that people can set is below zero, as the book has them.
  await database.query({ text: 'update currencies set rate = 1 where rate <= 0' });
  // The book limits the cast's credentials to addresses and commands of its own.
  for (const table of ['api_credential_addresses', 'banned_addresses'])
    await database.query({ text: `delete from ${table}` });
  await authCache.outlive();
  forgetBans(gateway.app);
});

const quickAnswers = () => fastCounts.answered + fastCounts.asText + fastCounts.recalled;

/** Header fields that differ from one answer to the next by their nature. */
const OWN = /^(date|ratelimit|x-request-id)$/;

async function answerTo(path: string, { headers, body }: WireRequest): Promise<string> {
  const response = await fetch(`${gateway.url}${path}`, { method: 'POST', headers, body });
  const fields = [...response.headers].filter(([name]) => !OWN.test(name));
  return JSON.stringify([response.status, Object.fromEntries(fields), await response.text()]);
}

/** Three times by the short way, and three times by Yoga, which a parameter of the address means. */
async function answersTo(request: WireRequest): Promise<string[]> {
  const answers: string[] = [];
  for (const path of ['/graphql', '/graphql', '/graphql', '/graphql?_', '/graphql?_', '/graphql?_'])
    answers.push(await answerTo(path, request));
  return answers;
}

it('answers a request alike each time and by either way, byte for byte (R10, R24)', async () => {
  const chance = new Chance(SEED);
  const requests = new Requests(chance, new Operations(schema, chance, ROWS));
  const statuses = new Map<number, number>();
  const before = quickAnswers();
  for (let at = 0; at < RUNS; at += 1) {
    const request = requests.next();
    let answers = await answersTo(request);
    // A minute may have passed by on a clock that is shown; a real difference comes again.
    if (new Set(answers).size > 1) answers = await answersTo(request);
    const about = `run ${at}: ${JSON.stringify(request)}`;
    expect(new Set(answers), about).toEqual(new Set([answers[0]]));
    const [status] = JSON.parse(answers[0]!) as [number];
    expect(answers[0], about).not.toContain('INTERNAL_SERVER_ERROR');
    expect(status, about).toBeLessThan(500);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  // Equal answers say something only where the ways were taken and the answers differ.
  expect(statuses.get(200), JSON.stringify([...statuses])).toBeGreaterThan(RUNS / 3);
  expect(statuses.get(400)).toBeGreaterThan(RUNS / 10);
  expect(statuses.get(401)).toBeGreaterThan(RUNS / 50);
  expect(quickAnswers() - before).toBeGreaterThan(RUNS / 10);
}, 3_600_000);
