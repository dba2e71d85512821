import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Words of an earlier dialect of this code, with the field's word for each. */
const retired: Record<string, string> = {
  errand: 'task',
  outing: 'task context',
  refusal: 'domain error',
  belief: 'auth cache',
  beliefs: 'auth cache',
  deed: 'action',
  reckon: 'calculate',
  graft: 'join',
  twig: 'join',
  stepping: 'lock for transition',
  wish: 'request',
  wishes: 'options',
  door: 'transport',
  doors: 'transports',
  house: 'company',
};

const below = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.startsWith('generated/'))
    .map((name) => `${folder}/${name}`)
    .toSorted();

const sources = below('src', '.ts');

/** The code of a file without its comments and texts. */
const codeOf = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/`[^`]*`/g, '``');

/** `openStore` → open, store. */
const partsOf = (identifier: string) =>
  identifier
    .split(/(?=[A-Z])|[_\W\d]+/)
    .map((part) => part.toLowerCase())
    .filter(Boolean);

const retiredIn = (names: Iterable<string>) =>
  [...new Set(names)].filter((name) => partsOf(name).some((part) => Object.hasOwn(retired, part)));

it('uses none of the retired words in identifiers and file names', () => {
  const found = sources.flatMap((file) => {
    const names = codeOf(readFileSync(file, 'utf8')).match(/[A-Za-z_$][\w$]*/g) ?? [];
    return retiredIn([...names, file.replace(/^src\//, '')]).map((name) => `${file}: ${name}`);
  });
  expect(found).toEqual([]);
});

it('uses none of the retired words in tables and columns', () => {
  const found = below('prisma/schema', '.prisma').flatMap((file) =>
    retiredIn(
      readFileSync(file, 'utf8')
        .replace(/\/\/.*$/gm, '')
        .match(/\w+/g) ?? [],
    ).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

it('uses none of the retired words in the schema and its descriptions', () => {
  const words = readFileSync('schema.graphql', 'utf8').match(/[A-Za-z]+/g) ?? [];
  expect(retiredIn(words)).toEqual([]);
});

it('uses none of the retired words in log lines', () => {
  const lines = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/log\.\w+\([^;]*?'([^'\n]*)'\s*,?\s*\)/g)].map(
      ([, line = '']) => line,
    ),
  );
  expect(retiredIn(lines.flatMap((line) => line.match(/[A-Za-z]+/g) ?? []))).toEqual([]);
});

/**
 * Files whose exports are a vocabulary: providers are written as a third party would, each in the
 * words of its kind, the kinds of values a setting and a parameter can have are named alike, and what
 * an import moves is called what it is.
 */
const vocabularies =
  /^src\/(providers\/|modules\/(domains\/sandbox|settings\/known-settings)\/|import\/(nouns\/|columns\.ts))/;

it('gives no two exported things one name', () => {
  const places = new Map<string, string[]>();
  for (const file of sources)
    for (const [, kind = '', name = ''] of readFileSync(file, 'utf8').matchAll(
      /^export (?:async )?(function\*?|const|interface|type|class|enum) (\w+)/gm,
    )) {
      const isType = /^(interface|type|class|enum)$/.test(kind);
      if (isType || !vocabularies.test(file)) places.set(name, [...(places.get(name) ?? []), file]);
    }
  const twice = [...places].filter(([, files]) => files.length > 1);
  expect(twice).toEqual([]);
});

it('defines each term of the glossary in a file that is there', () => {
  const links = [...readFileSync('docs/glossary.md', 'utf8').matchAll(/\]\(\.\.\/([^)]+)\)/g)];
  expect(links.length).toBeGreaterThan(55);
  expect(links.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
});
