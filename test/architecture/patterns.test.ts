import { readdirSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { analyse } from 'scslre';
import { expect, it } from 'vitest';

/** Patterns that take more than linear time, each with what keeps their input short. */
const bounded: Record<string, string> = {
  'src/config.ts': 'the environment, which the operator writes',
  'src/planner/catalog.ts': 'our own data model, read once',
  'src/core/money.ts': 'the digits of an amount: fifteen at most',
  'src/schema/scalars.ts': 'the digits of a number that the database prints',
  'src/transports/rapi/php-serialize.ts': 'the 400 bytes in which a number must end',
  'src/providers/registrars/openprovider/contacts.ts': 'a line of an address, 255 characters',
  'src/providers/whois/judge.ts': 'a line of 300 characters',
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('generated/'))
  .map((name) => `src/${name}`);

/** Every pattern that stands in a file. */
function patternsIn(file: string): { source: string; flags: string }[] {
  const found: { source: string; flags: string }[] = [];
  const visitor = new Visitor({
    Literal: (node) => {
      if ('regex' in node) found.push({ source: node.regex.pattern, flags: node.regex.flags });
    },
  });
  visitor.visit(parseSync(file, readFileSync(file, 'utf8')).program);
  return found;
}

it('searches texts by patterns that take linear time (F17)', () => {
  const slow = new Set<string>();
  let seen = 0;
  for (const file of sources)
    for (const pattern of patternsIn(file)) {
      seen += 1;
      const { reports } = analyse(pattern, { maxReports: 1 });
      if (reports.length && !(file in bounded)) slow.add(`${file}: /${pattern.source}/`);
      if (reports.some(({ exponential }) => exponential)) slow.add(`${file}: exponential`);
    }
  expect(seen).toBeGreaterThan(400);
  expect([...slow]).toEqual([]);
});
