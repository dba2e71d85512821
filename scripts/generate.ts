// `npm run generate`: the Prisma client, the Pothos types, the typed legacy documents and the
// examples of the API's description, offline.
// With `--client` the documents wait: `npm run schema` prints their schema in between.
// With `--tests` also the client of the planner's own tests, which nothing else needs.
// Nothing is run when the inputs are the same as the last time; `--force` runs it all the same.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { examplesOfTranscripts } from './openapi-examples.ts';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const STAMP = 'src/generated/.stamp';
const PRISMA = 'node_modules/prisma/build/index.js';

if (!existsSync('node_modules/@graphql-codegen/cli')) {
  console.error(
    'The development packages are missing: run `npm ci`, or start what is built with `node build/main.js`.',
  );
  process.exit(1);
}

/** Every file with this ending below a folder, in a fixed order; none if there is no such folder. */
const below = (folder: string, extension: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(extension))
        .map((name) => `${folder}/${name}`)
        .toSorted()
    : [];

/** The files that decide about the Prisma client. */
const models = (): string[] => [
  'package-lock.json',
  'prisma.config.ts',
  ...below('prisma/schema', '.prisma'),
];

/** The data model of the planner's tests. */
const LIBRARY = 'test/planner/library.prisma';

/** The files that decide about the typed documents; none before the schema has been printed. */
const documents = (): string[] =>
  existsSync('codegen.ts') && existsSync('schema.graphql')
    ? [
        'package-lock.json',
        'codegen.ts',
        'schema.graphql',
        ...below('src/transports/rapi', '.ts'),
        ...below('src/transports/logicboxes', '.ts'),
        ...below('src/transports/whmcs', '.ts'),
        ...below('src/transports/migrate', '.ts'),
      ]
    : [];

const hash = (files: string[]): string => {
  const sum = createHash('sha256').update(readFileSync('scripts/generate.ts'));
  for (const file of files) sum.update(`\0${file}\0`).update(readFileSync(file));
  return sum.digest('hex');
};

const run = (script: string, args: string[]): void => {
  // Prisma asks for an engine even to generate, where it has no use for one: any program will do.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
  };
  const done = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
  if (done.status === 0) return;
  console.error(`${done.stdout}${done.stderr}${done.error?.message ?? ''}`);
  process.exit(1);
};

const before: Record<string, string> = {};
if (existsSync(STAMP) && !process.argv.includes('--force')) {
  for (const line of readFileSync(STAMP).toString().split('\n')) {
    const [name = '', sum = ''] = line.split(' ');
    before[name] = sum;
  }
}

const started = performance.now();
const did: string[] = [];
const clientOnly = process.argv.includes('--client');
const forTests = process.argv.includes('--tests');
const now = {
  models: hash(models()),
  documents: hash(documents()),
  library: forTests ? hash(['package-lock.json', LIBRARY]) : before.library,
};
mkdirSync('src/generated', { recursive: true });

if (before.models !== now.models || !existsSync('src/generated/prisma/client.ts')) {
  rmSync(STAMP, { force: true });
  run(PRISMA, ['generate', '--no-hints']);
  did.push('the Prisma client');
}
if (forTests && before.library !== now.library) {
  rmSync(STAMP, { force: true });
  run(PRISMA, ['generate', '--no-hints', '--schema', LIBRARY]);
  did.push('the client of the planner’s tests');
}
if (!clientOnly && documents().length > 0 && before.documents !== now.documents) {
  rmSync(STAMP, { force: true });
  run('node_modules/@graphql-codegen/cli/esm/bin.js', ['--config', 'codegen.ts', '--silent']);
  did.push('the typed documents');
}

// The examples of /rapi/openapi.json follow the golden transcripts; reading them costs little.
mkdirSync('src/generated', { recursive: true });
writeFileSync('src/generated/openapi-examples.json', examplesOfTranscripts());

const documentsDone = clientOnly ? before.documents : now.documents;
writeFileSync(
  STAMP,
  `models ${now.models}\ndocuments ${documentsDone ?? ''}\nlibrary ${now.library ?? ''}\n`,
);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  did.length > 0
    ? `generated ${did.join(' and ')} in ${seconds} s`
    : 'generated code is up to date',
);
