import { type BenchRequest, type Case, headersOf } from './requests.ts';
import type { Running } from './contenders.ts';
import { type Figures, load } from './load.ts';
import { bare } from './reads.ts';

/** Code is compiled while it runs: each contender first answers so many, or for so long. */
const WARM_UP = { requests: 10_000, seconds: Number(process.env.BENCH_WARM_UP ?? 12) };

/** The figures of a run by case and contender, as `case\ncontender`. */
export type AllFigures = Map<string, Figures>;

/** Ends the run when the contenders do not answer alike. */
export async function compare(running: readonly Running[], one: Case): Promise<void> {
  console.error(`comparing ${one.name} …`);
  let first = '';
  for (const { name, url: base } of running) {
    const payloads = one.payloads[name];
    if (!payloads) continue;
    // Twice, since an answer may come another way once the operation is known.
    for (let time = 0; time < 2; time += 1) {
      const headers = headersOf(payloads);
      const response = await fetch(`${base}${payloads.path}`, {
        method: 'POST',
        headers,
        body: payloads.body,
      });
      const { data, errors } = (await response.json()) as { data: object; errors?: unknown };
      if (errors) throw new Error(`${name}, ${one.name}: ${JSON.stringify(errors)}`);
      const answer = JSON.stringify(bare(data));
      first ||= answer;
      if (answer !== first)
        throw new Error(
          `${one.name}: ${name} differs\n${answer.slice(0, 600)}\n${first.slice(0, 600)}`,
        );
    }
  }
}

async function warmUp(runner: Running, payloads: BenchRequest): Promise<void> {
  const bit = Math.min(3, WARM_UP.seconds);
  let answered = 0;
  for (let spent = 0; spent < WARM_UP.seconds && answered < WARM_UP.requests; spent += bit)
    answered += (await load(runner, payloads, bit)).perSecond * bit;
}

/** Rounds in which each contender begins in turn, warm already. */
export async function measure(
  running: readonly Running[],
  one: Case,
  figures: AllFigures,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<void> {
  const able = running.filter(({ name }) => one.payloads[name]);
  const measured = new Map<string, Figures[]>();
  // One that fails is shown as missing, and does not end the run.
  const failed = (error: Error) => console.error(error.message);
  for (const runner of able) await warmUp(runner, one.payloads[runner.name]!).catch(failed);
  for (let round = 0; round < rounds; round += 1)
    for (let at = 0; at < able.length; at += 1) {
      const runner = able[(at + round) % able.length]!;
      const result = await load(runner, one.payloads[runner.name]!, seconds).catch(failed);
      if (result) measured.set(runner.name, [...(measured.get(runner.name) ?? []), result]);
    }
  for (const [name, all] of measured) {
    figures.set(`${one.name}\n${name}`, middleOf(all));
    console.error(`${one.name}, ${name}: ${inWords(middleOf(all))}`);
  }
}

/** Of each figure, the one in the middle. */
function middleOf(all: readonly Figures[]): Figures {
  const middle = (what: keyof Figures) =>
    all.map((figures) => figures[what]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
  const keys = Object.keys(all[0]!) as (keyof Figures)[];
  return Object.fromEntries(keys.map((key) => [key, middle(key)])) as unknown as Figures;
}

/** Figures in a line. */
export const inWords = ({ perSecond, p50, p99, cpu, trips, statements }: Figures): string =>
  `${perSecond.toFixed(0)}/s, ${p50} / ${p99} ms, ${cpu.toFixed(2)} ms CPU, ${trips.toFixed(1)} trips, ${statements.toFixed(1)} statements`;
