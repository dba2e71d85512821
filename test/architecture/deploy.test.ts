import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { expect, it } from 'vitest';
import { readConfig, variableNames } from '#config.ts';
import { stopTimes, stopWithinMs } from '#platform/stop-times.ts';
import { openMetrics } from '#platform/metrics.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const namesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name]) => name);

it('names every variable in .env.example and in the README, and no other (F53)', () => {
  const ofCompose = ['POSTGRES_PASSWORD'];
  const example = namesIn(read('.env.example'), /^#?([A-Z][A-Z0-9_]+)=/gm);
  expect(example).toEqual([...variableNames, ...ofCompose]);
  const lines = read('README.md')
    .split('\n')
    .filter((line) => /^\| `[A-Z]/.test(line));
  const inReadme = lines.flatMap((line) => namesIn(line.split('|')[1]!, /`([A-Z][A-Z0-9_]+)`/g));
  expect(variableNames.filter((name) => !inReadme.includes(name))).toEqual([]);
});

it('sets no variable that there is not, in the image and its compositions', () => {
  const own = ['NODE_ENV', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD', 'ALL'];
  const chart = 'deploy/helm/hostgraph/values.yaml';
  const found = [
    ...namesIn(read('Dockerfile'), /\b([A-Z][A-Z0-9_]+)=\S/g),
    ...namesIn(read('compose.yaml'), /\b([A-Z][A-Z0-9_]+):/g),
    ...namesIn(read(chart), /^ {2}([A-Z][A-Z0-9_]+):/gm),
  ];
  expect(found.filter((name) => ![...variableNames, ...own].includes(name!))).toEqual([]);
});

it('builds an image that is small, runs as nobody in particular and says whether it is well', () => {
  const text = read('Dockerfile');
  const stages = text.split(/^FROM /m).slice(1);
  expect(stages).toHaveLength(2);
  // A tag of three numbers: what is built today is built tomorrow.
  for (const stage of stages) expect(stage).toMatch(/^node:\d+\.\d+\.\d+-\S+/);
  expect(stages[1]).toMatch(/^USER node$/m);
  expect(stages[1]).toMatch(/^HEALTHCHECK /m);
  expect(stages[1]).not.toMatch(/npm (ci|install)/);
  // What the program reads beside its code.
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated/'))
    .map((name) => read(`src/${name}`));
  const needed = sources.flatMap((source) => namesIn(source, /projectFile\('([^']+)'\)/g));
  for (const path of needed) expect(stages[1]).toContain(`/app/${path}`);
});

it('needs no development package to run, and is ended by the signal it is sent (F54)', () => {
  const { dependencies, scripts } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'scripts',
    Record<string, string>
  >;
  const imported = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      namesIn(
        read(`src/${name}`),
        /^(?:import (?!type )(?:[^;']* from )?|.*\bimport\()'((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/gm,
      ),
    );
  const packages = new Set(imported.filter((name) => !isBuiltin(name!)));
  expect(packages.size).toBeGreaterThan(20);
  // What scripts/build.mjs puts into what is built.
  const builtIn = ['@pothos/plugin-prisma', '@prisma/client', 'pglite-prisma-adapter'];
  const missing = [...packages].filter((name) => !(name! in dependencies));
  expect(missing.toSorted()).toEqual(builtIn);
  // A shell that stayed in between would end alone, and leave the gateway with the port.
  expect(scripts.start).toMatch(/&& exec node build\/main\.js$/);
  expect(read('README.md')).toContain('npm ci --omit=dev && node build/main.js');
});

it('starts the same processes by compose and by the chart, each a command of the program', () => {
  const commands = namesIn(read('src/commands/commands.ts'), /^ {2}'?([a-z-]+)'?: \{$/gm);
  const composed = namesIn(read('compose.yaml'), /command: \[([a-z-]+)\]/g);
  const folder = 'deploy/helm/hostgraph/templates';
  const charted = readdirSync(folder).flatMap((name) =>
    namesIn(read(`${folder}/${name}`), /args: \[([a-z-]+)\]/g),
  );
  expect(composed.toSorted()).toEqual(['migrate', 'web', 'worker']);
  expect(charted.toSorted()).toEqual(composed.toSorted());
  for (const name of composed) expect(commands).toContain(name);
});

it('is given the time by compose and by the chart that a stop may take (F34)', () => {
  const secondsIn = (path: string, pattern: RegExp) => Number(pattern.exec(read(path))?.[1]);
  const usual = stopWithinMs(readConfig({}).drainSeconds) / 1_000;
  const given = [
    secondsIn('compose.yaml', /stop_grace_period: (\d+)s/),
    secondsIn('deploy/helm/hostgraph/templates/_pod.tpl', /terminationGracePeriodSeconds: (\d+)/),
  ];
  for (const seconds of given) expect(seconds).toBeGreaterThanOrEqual(usual);
  // A drain of five minutes is not cut by the limit of the stop itself.
  expect(stopWithinMs(300)).toBeGreaterThan(300_000 + stopTimes.requests + stopTimes.work);
});

it('hands its requests to nginx as docs/operate.md has it', () => {
  const [, block = ''] = /```nginx\n([\s\S]*?)```/.exec(read('docs/operate.md')) ?? [];
  const locationOf = (text: string) => /location \/ \{[^}]*\}/.exec(text)?.[0];
  expect(locationOf(read('deploy/nginx.conf'))).toBe(locationOf(block));
});

it('watches and documents the metrics that there are, by their names (F52)', async () => {
  const text = await openMetrics().text();
  const there = namesIn(text, /^# TYPE (\S+)/gm);
  const bare = (name: string | undefined) => name?.replace(/_(bucket|count|sum)$/, '');
  for (const path of ['deploy/alerts.yml', 'deploy/grafana.json', 'docs/operate.md']) {
    const named = namesIn(read(path), /\b((?:hostgraph|nodejs|process)_[a-z0-9_]+)\b/g).map(bare);
    expect(named.length).toBeGreaterThan(8);
    expect([path, named.filter((name) => !there.includes(name))]).toEqual([path, []]);
  }
  const own = there.filter((name) => name!.startsWith('hostgraph_'));
  const documented = namesIn(read('docs/operate.md'), /^\| `(hostgraph_\w+)`/gm);
  expect(documented.toSorted()).toEqual(own.toSorted());
});

it('documents lines of the log that are written (F52)', () => {
  const [, section = ''] = read('docs/operate.md').split('## Lines of the log');
  const lines = namesIn(section, /^\| ([A-Z][^|]+?) +\|/gm);
  expect(lines.length).toBeGreaterThan(8);
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated/'))
    .map((name) => read(`src/${name}`))
    .join('\n');
  expect(lines.filter((line) => !sources.includes(line!))).toEqual([]);
});
