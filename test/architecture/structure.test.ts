import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Every source file below `src`, generated code left out. */
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated/'))
  .toSorted();

const textOf = (file: string) => readFileSync(`src/${file}`, 'utf8');
const importsOf = (file: string) =>
  [...textOf(file).matchAll(/from '#([\w-]+)\/([\w-]+)?/g)].map(([, layer = '', next = '']) => ({
    layer,
    next,
  }));

/** A module may use itself and the modules before it; what must go up goes as an event. */
const modules = [
  'settings',
  'access',
  'system',
  'clients',
  'catalog',
  'services',
  'domains',
  'billing',
  'quotes',
  'orders',
  'tasks',
  'cart',
  'resellers',
  'affiliates',
  'support',
  'mail',
  'forecast',
  'search',
  'exports',
  'sandboxes',
];

it('has modules that look down only', () => {
  const upward: string[] = [];
  for (const file of files.filter((name) => /^modules\/\w+\//.test(name))) {
    const own = modules.indexOf(file.split('/')[1] ?? '');
    for (const { layer, next } of importsOf(file))
      if (layer === 'modules' && modules.indexOf(next) > own) upward.push(`${file} → ${next}`);
  }
  expect(upward).toEqual([]);
});

/** What each layer may import; `core` is everybody's, and imports nothing of ours. */
const mayUse: Record<string, readonly string[]> = {
  core: [],
  platform: ['core', 'platform', 'generated'],
  providers: ['core', 'providers'],
  planner: ['core', 'platform', 'planner'],
  schema: ['core', 'platform', 'planner', 'schema', 'generated', 'providers'],
  modules: ['core', 'platform', 'schema', 'modules', 'generated', 'providers'],
  'transports/rapi': ['core', 'transports', 'generated'],
  'transports/logicboxes': ['core', 'transports', 'generated'],
  'transports/whmcs': ['core', 'transports', 'generated'],
  'transports/docs': ['core', 'transports', 'generated'],
  'transports/migrate': ['core', 'transports', 'generated'],
  'transports/shadow': ['core', 'transports', 'generated'],
};

it('has layers that depend one way', () => {
  const wrong: string[] = [];
  for (const [home, allowed] of Object.entries(mayUse))
    for (const file of files.filter((name) => name.startsWith(`${home}/`)))
      for (const { layer } of importsOf(file))
        if (layer !== home && !allowed.includes(layer)) wrong.push(`${file} → ${layer}`);
  expect(wrong).toEqual([]);
});

it('keeps every file under 300 lines', () => {
  const long = files.filter((file) => textOf(file).split('\n').length > 300);
  expect(long).toEqual([]);
});

it('asks for the time in one place only', () => {
  const asking = files.filter(
    (file) =>
      file !== 'core/runtime.ts' &&
      /^(core|modules|schema)\//.test(file) &&
      /Date\.now\(\)|new Date\(\)/.test(textOf(file)),
  );
  expect(asking).toEqual([]);
});

it('never leaves an OR empty, which inside AND matches every row', () => {
  const open = files.filter(
    (file) =>
      /^(modules|schema)\//.test(file) &&
      /\bOR: (?!\[\s*[{[]|\[\s*\w+[,(.\]]|never)/.test(textOf(file)),
  );
  expect(open).toEqual([]);
});

it('never builds SQL from text', () => {
  const unsafe = files.filter(
    (file) => /^(modules|schema)\//.test(file) && /\$(query|execute)RawUnsafe/.test(textOf(file)),
  );
  expect(unsafe).toEqual([]);
});

it('keeps the independent calculation of money free of the code it is compared with', () => {
  const own = readdirSync('test/oracle', { recursive: true, encoding: 'utf8' });
  const borrowed = own
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(`test/oracle/${file}`, 'utf8').matchAll(/\bfrom '([^']+)'/g)]
        .map(([, path = '']) => path)
        .filter((path) => !/^(\.\/|#test\/oracle\/)/.test(path))
        .map((path) => `${file} → ${path}`),
    );
  expect(borrowed).toEqual([]);
});

/** The resolvers that are handed the plan of their field, each as its text. */
function plannedResolvers(text: string): string[] {
  return [...text.matchAll(/resolve: (?:async )?\(query\b/g)].map(({ index }) => {
    let depth = 0;
    for (let at = text.indexOf('(', index); at < text.length; at += 1) {
      const sign = text[at]!;
      if ('([{'.includes(sign)) depth += 1;
      if (')]}'.includes(sign)) depth -= 1;
      if (depth < 0 || (depth === 0 && sign === ',')) return text.slice(index, at);
    }
    return text.slice(index);
  });
}

it('has root fields that hand their plan to one call, and read nothing of it', () => {
  const resolvers = files
    .filter((file) => file.startsWith('modules/'))
    .flatMap((file) => plannedResolvers(textOf(file)).map((text) => ({ file, text })));
  const wrong = resolvers.filter(({ text }) => {
    const [, ...uses] = [...text.matchAll(/.{0,20}\bquery\b./gs)].map(([use]) => use);
    return uses.length !== 1 || !/(\.\.\.|\()query[,;)\s]$/.test(uses[0]!);
  });
  expect(wrong).toEqual([]);
  expect(resolvers.length).toBeGreaterThan(150);
});
