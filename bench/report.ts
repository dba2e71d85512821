import { cpus } from 'node:os';
import type { Case } from './requests.ts';
import { contenders } from './contenders.ts';
import { transports } from './transports.ts';
import type { Figures } from './load.ts';
import { names } from './names.ts';
import { reads } from './reads.ts';
import { machine, table } from './results.ts';
import { writes } from './writes.ts';

type All = ReadonlyMap<string, Figures>;

/** The tables of a run: requests per second as ratios, and the rest. */
export function report(all: All, { rounds, seconds }: { rounds: number; seconds: number }): string {
  const present = contenders.map(({ name }) => name);
  const of = (one: string, name: string) => all.get(`${one}\n${name}`);
  const ratio = (one: string, name: string, base: string) =>
    quotient(of(one, name)?.perSecond, of(one, base)?.perSecond);
  const details = (list: readonly Case[], columns: readonly string[]) =>
    table(
      columns,
      list.map(({ name: one }) => [one, ...columns.map((name) => detail(of(one, name)))]),
    );
  const transportNames = Object.keys(transports[0]!.payloads);
  return [
    `${rounds} rounds of ${seconds} s per case and contender in rotated order, the middle one of them; eight`,
    `connections; ${cpus().length} cores shared by the servers, PostgreSQL and the load; Node ${process.version}`,
    '(PostGraphile 5 needs Node 24). Every answer to a read was compared with the others. Read the',
    `ratios, not the figures. ${machine()}`,
    '',
    '### Targets',
    '',
    targets(ratio, of(writes[0]!.name, names.gateway)?.trips ?? Number.NaN),
    '',
    '### Reads, requests per second relative to hand-written SQL',
    '',
    table(
      present,
      reads.map(({ name: one }) => [one, ...present.map((name) => ratio(one, name, names.manual))]),
    ),
    '',
    '### Reads: p50 / p99 in ms · CPU in ms, statements per request · memory in MB',
    '',
    details(reads, present),
    '',
    "### Writes, relative to PostGraphile's function",
    '',
    'The gateway also writes audit entry, activity line, events and idempotency key.',
    '',
    table(
      present.filter((name) => of(writes[0]!.name, name)),
      writes.map(({ name: one }) => [
        one,
        ...present
          .filter((name) => of(writes[0]!.name, name))
          .map((name) =>
            of(one, name)
              ? `${ratio(one, name, names.postgraphile)} (${detail(of(one, name))})`
              : '–',
          ),
      ]),
    ),
    '',
    '### The other transports',
    '',
    details(transports, transportNames),
  ].join('\n');
}

type Ratio = (one: string, name: string, base: string) => string;

function targets(ratio: Ratio, trips: number): string {
  const own = names.gateway;
  const least = (base: string) =>
    Math.min(...reads.map(({ name: one }) => Number(ratio(one, own, base)))).toFixed(2);
  const [client, prices] = transports.map(({ name: one }) =>
    ratio(one, 'by the legacy transport', 'by GraphQL'),
  );
  const [invoice, reply] = writes.map(({ name }) => name) as [string, string];
  const rows: [string, number, string | undefined, boolean?][] = [
    ['an invoice, hand-written with the same traces', 0.4, ratio(invoice, own, names.traced)],
    ['an invoice, PostGraphile’s bare function', 0.4, ratio(invoice, own, names.postgraphile)],
    ['a reply, PostGraphile’s bare function', 0.35, ratio(reply, own, names.postgraphile)],
    ['trips one after another for an invoice', 3, trips.toFixed(1), true],
    ['the slowest read, hand-written SQL', 0.9, least(names.manual)],
    ['the slowest read, PostGraphile 5', 2, least(names.postgraphile)],
    ['a read by /rapi, the same by GraphQL', 1, client],
    ['the stored price catalogue, reading it', 100, prices],
  ];
  return table(
    ['target', 'measured', ''],
    rows.map(([what, limit, measured = '–', isMost]) => [
      what,
      `${isMost ? '≤' : '≥'} ${limit}`,
      measured,
      (isMost ? Number(measured) <= limit : Number(measured) >= limit) ? 'met' : 'missed',
    ]),
  );
}

const quotient = (value: number | undefined, base: number | undefined) =>
  value === undefined || !base ? '–' : (value / base).toFixed(2);

const detail = (figures: Figures | undefined) =>
  figures
    ? `${figures.p50} / ${figures.p99} · ${figures.cpu.toFixed(2)}, ${figures.statements.toFixed(1)} · ${figures.memory}`
    : '–';
