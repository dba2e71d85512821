// `npm run build`: the program as `npm start` runs it, in `build/`. It runs from source as well, but
// built it starts in less time (a few files instead of 1,200) and answers with less work (no names
// kept for every closure). Packages of `dependencies` stay where they are; of the others what is used
// is put in, which is how Prisma's client comes along without its tools, and those without theirs (300
// MB). What is imported where it is used becomes a file of its own. Files of an earlier build stay: a
// program that still runs may want them yet.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

await build({
  entryPoints: { main: 'src/main.ts', 'pdf-worker': 'src/modules/billing/pdf/worker.ts' },
  outdir: 'build',
  bundle: true,
  splitting: true,
  external: Object.keys(dependencies),
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  // Prisma's client asks for modules of Node in the older way.
  banner: {
    js: `#!/usr/bin/env node
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);`,
  },
});
