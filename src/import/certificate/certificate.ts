import { exact } from '#core/money.ts';
import type { Connection } from '#platform/database/client.ts';
import { type SourceDatabase, SourceLost } from '#import/source/source.ts';
import type { Installation } from '#import/source/whmcs.ts';
import { StartRefused } from '#core/start-refused.ts';
import { countQuestions } from './counts.ts';
import type { Question } from './question.ts';
import { moneyQuestions } from './money.ts';
import { stateQuestions } from './states.ts';
import { reportedQuestions } from './reported.ts';

/** Something the two sides do not say the same of. */
export interface CertifiedDifference {
  name: string;
  source: string;
  here: string;
  /** What the import noted about it, as far as it did. */
  reason: string;
  isAccepted: boolean;
}

/** How many facts of a group are the same on both sides; amounts by currency are added up. */
export interface GroupResult {
  group: string;
  compared: number;
  differing: number;
  sums: Readonly<Record<string, { source: string; here: string }>>;
}

/** What an import is shown to have come to. */
export interface Certificate {
  system: Installation['system'];
  address: string;
  version: string;
  pass: number;
  comparedAt: string;
  groups: GroupResult[];
  differences: CertifiedDifference[];
  /** What did not come, since what it comes from was not given. */
  notAsked: string[];
  /** Nothing differs that was not accepted by its name. */
  isClean: boolean;
}

const questions: readonly Question[] = [
  ...countQuestions,
  ...moneyQuestions,
  ...stateQuestions,
  ...reportedQuestions,
];

/** Compares what both sides say, each in its own SQL. */
export async function certify(
  source: SourceDatabase,
  installation: Installation,
  connection: Connection,
  options: { pass: number; accepted: readonly string[]; hasFiles: boolean; at: Date },
): Promise<Certificate> {
  const results = new Map<string, GroupResult>();
  const differences: CertifiedDifference[] = [];
  const reasons = await reasonsOf(connection);
  const given = { files: options.hasFiles, api: installation.api !== null };
  for (const question of questions) {
    if (!question.tables.every((table) => source.columnsOf(table).length > 0)) continue;
    if (question.needs && !given[question.needs]) continue;
    const there = await asked(source, question);
    const rows = await connection.query<{ name: string; value: string }>(question.here);
    const here = new Map(rows.map(({ name, value }) => [name, String(value)]));
    const result = results.get(question.group) ?? newResult(question.group);
    results.set(question.group, result);
    const names = [...there.keys(), ...(question.isOfSource ? [] : here.keys())];
    for (const name of new Set(names)) {
      const pair = {
        source: there.get(name) ?? question.missing,
        here: here.get(name) ?? question.missing,
      };
      result.compared += 1;
      addUp(result, name, pair);
      if (isSame(pair.source, pair.here)) continue;
      result.differing += 1;
      const isAccepted = options.accepted.some((pattern) => covers(pattern, name));
      differences.push({ name, ...pair, reason: reasons(name), isAccepted });
    }
  }
  return {
    system: installation.system,
    address: installation.address,
    version: installation.version,
    pass: options.pass,
    comparedAt: options.at.toISOString(),
    groups: [...results.values()],
    differences,
    notAsked: installation.unavailable
      ? Object.entries(installation.unavailable.things).map(([what, why]) => `${what}: ${why}`)
      : [
          ...(given.files ? [] : ['files of tickets and clients: --attachments was not given']),
          ...(given.api ? [] : ['passwords and pay methods: --api was not given']),
        ],
    isClean: differences.every(({ isAccepted }) => isAccepted),
  };
}

async function asked(source: SourceDatabase, question: Question): Promise<Map<string, string>> {
  try {
    const rows = await source.rows(question.source);
    return new Map(
      rows.map(({ name, value }) => [String(name), String(value ?? question.missing)]),
    );
  } catch (error) {
    if (!(error instanceof SourceLost)) throw error;
    throw new StartRefused(
      `The source stopped answering while both sides were compared (${error.message}). ` +
        'Everything is imported: give the same command again for the certificate.',
    );
  }
}

const newResult = (group: string): GroupResult => ({ group, compared: 0, differing: 0, sums: {} });

const AMOUNT = /^-?\d{1,15}(\.\d{1,10})?$/;

const isSame = (source: string, here: string) =>
  AMOUNT.test(source) && AMOUNT.test(here) ? exact(source).equals(exact(here)) : source === here;

/** A name, or the beginning of names with a star behind it. */
const covers = (pattern: string, name: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

/** Adds money up by its currency, the word before the last. */
function addUp(result: GroupResult, name: string, pair: { source: string; here: string }): void {
  const [, currency] = / ([A-Z]{3}) (credit|invoiced|paid|due)$/.exec(name) ?? [];
  if (!currency) return;
  const sums = result.sums as Record<string, { source: string; here: string }>;
  const before = sums[currency] ?? { source: '0', here: '0' };
  sums[currency] = {
    source: exact(before.source).plus(exact(pair.source)).toFixed(),
    here: exact(before.here).plus(exact(pair.here)).toFixed(),
  };
}

/** What the import noted, by the name of what it explains. */
async function reasonsOf({ query }: Connection): Promise<(name: string) => string> {
  const whole = await query<{ step: string; reason: string; rows: number }>(
    `select step, reason, count(*)::int as rows from import_notes
     where field = '' or step like 'files of %'
     group by step, reason order by step, rows desc, reason`,
  );
  const single = await query<{ step: string; id: number; reason: string }>(
    `select step, source_id as id, reason from import_notes where step in ('services', 'domains')`,
  );
  const bySubject = new Map(
    single.map(({ step, id, reason }) => [`${step.slice(0, -1)} ${id}`, reason]),
  );
  return (name) => {
    const noun = /^count of (.*)$/.exec(name)?.[1];
    if (noun)
      return whole
        .filter(({ step }) => step === noun)
        .map(({ reason, rows }) => `${rows} left out: ${reason}`)
        .join('; ');
    return bySubject.get(/^(?:service|domain) \d+/.exec(name)?.[0] ?? '') ?? '';
  };
}
