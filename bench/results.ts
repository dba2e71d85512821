import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

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

/** Which commit was measured, and on what: figures of one machine say nothing about another. */
export function machine(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
  const commit = `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`;
  const [first, ...others] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Commit ${commit}; ${others.length + 1} × ${first?.model.trim()}, ${memory} GB, Node ${process.version}, ${process.platform}.`;
}
