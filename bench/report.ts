import { cpus } from 'node:os';
import { cases } from './cases.ts';
import { contenders } from './contenders.ts';
import type { Figures } from './load.ts';

const middle = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The table of a run: requests per second relative to the hand-written statement, and the rest. */
export function report(
  figures: ReadonlyMap<string, Figures[]>,
  { rounds, seconds }: { rounds: number; seconds: number },
): string {
  const of = (one: string, contender: string, what: keyof Figures) =>
    middle((figures.get(`${one}\n${contender}`) ?? []).map((round) => round[what]));
  const lines = [
    '# What `npm run bench` measured',
    '',
    `${rounds} rounds of ${seconds} s per case and contender, eight connections, ${cpus().length} cores`,
    'shared by the servers, PostgreSQL and the load; read the ratios, not the figures.',
    '',
    '## Requests per second, relative to hand-written SQL',
    '',
    `| | ${contenders.map(({ name }) => name).join(' | ')} |`,
    `|---|${contenders.map(() => '---').join('|')}|`,
    ...cases.map(({ name: one }) => {
      const base = of(one, contenders[0]!.name, 'perSecond');
      const cells = contenders.map(({ name }) => (of(one, name, 'perSecond') / base).toFixed(2));
      return `| ${one} | ${cells.join(' | ')} |`;
    }),
    '',
    '## p50 / p99 in ms · CPU ms per request · memory in MB',
    '',
    `| | ${contenders.map(({ name }) => name).join(' | ')} |`,
    `|---|${contenders.map(() => '---').join('|')}|`,
    ...cases.map(({ name: one }) => {
      const cells = contenders.map(({ name }) => {
        const [p50, p99, cpu, memory] = (['p50', 'p99', 'cpu', 'memory'] as const).map((what) =>
          of(one, name, what),
        );
        return `${p50} / ${p99} · ${cpu?.toFixed(2)} · ${memory}`;
      });
      return `| ${one} | ${cells.join(' | ')} |`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
