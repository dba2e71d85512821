/**
 * Compares schema.graphql with that of the last release (`v*` tag) and fails on a break that
 * CHANGELOG.md does not announce: `npm run schema:changes`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { unannouncedBreaks } from './unannounced-breaks.ts';

const git = (...args: string[]) =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

function lastRelease(): string | null {
  try {
    return git('describe', '--tags', '--abbrev=0', '--match', 'v*');
  } catch {
    return null;
  }
}

const release = lastRelease();
if (!release) console.log('There is no release yet: nothing to compare with.');
else {
  const [before, after, changelog] = [
    git('show', `${release}:schema.graphql`),
    readFileSync('schema.graphql', 'utf8'),
    readFileSync('CHANGELOG.md', 'utf8'),
  ];
  const breaks = unannouncedBreaks({ before, after, changelog });
  for (const description of breaks) console.error(`- ${description}`);
  if (breaks.length) {
    console.error(`Breaks since ${release}: announce each in CHANGELOG.md, word for word.`);
    process.exitCode = 1;
  } else console.log(`Nothing breaks since ${release} that is not announced.`);
}
