import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = new URL('RESULTS.md', import.meta.url);
const TITLE = '# What `npm run bench` measured\n';

/** Replaces one section of RESULTS.md and leaves the others as they are. */
export function writeSection(name: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const sections = before
    .split(/^(?=## )/m)
    .filter((section) => section.startsWith('## ') && !section.startsWith(`## ${name}\n`));
  const own = `## ${name}\n\n${text.trim()}\n`;
  const all = name === 'Side by side' ? [own, ...sections] : [...sections, own];
  writeFileSync(file, [TITLE, ...all.map((section) => section.trim())].join('\n\n').concat('\n'));
  process.stdout.write(own);
}

/** A table in Markdown; the first cell of each row is its name. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(['', ...columns]), line(['', ...columns].map(() => '---')), ...rows.map(line)].join(
    '\n',
  );
}
