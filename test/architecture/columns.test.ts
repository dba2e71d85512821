import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.startsWith('generated/'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');

const source = read('src', '.ts');
const words = new Set(source.match(/\w+/g));
const models = [...read('prisma/schema', '.prisma').matchAll(/^model (\w+) \{(.*?)^\}/gms)].map(
  ([, name = '', body = '']) => ({ name, body }),
);
const names = new Set(models.map(({ name }) => name));

/** The columns of a model as Prisma and as the table call them; relations are none. */
const columnsOf = (body: string) =>
  [...body.matchAll(/^ {2}(\w+) +(\w+)(.*)$/gm)]
    .filter(([, , type = '']) => !names.has(type))
    .map(([, name = '', , rest = '']) => ({
      name,
      mapped: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name,
    }));

it('names every column in code that writes or reads it', () => {
  const idle = models.flatMap(({ name, body }) =>
    columnsOf(body)
      .filter(({ name: column, mapped }) => {
        // A key is read and written through its relation as well.
        const relation = new RegExp(`^ {2}(\\w+) .*fields: \\[${column}\\]`, 'm').exec(body)?.[1];
        return ![column, mapped, relation ?? column].some((word) => words.has(word));
      })
      .map((column) => `${name}.${column.name}`),
  );
  expect(models.length).toBeGreaterThan(100);
  expect(idle).toEqual([]);
});

it('uses every table by its model, its relation or its name', () => {
  const idle = models.filter(({ name, body }) => {
    const property = name.charAt(0).toLowerCase() + name.slice(1);
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    const relations = models.flatMap((other) =>
      [...other.body.matchAll(new RegExp(`^ {2}(\\w+) +${name}(?:\\[\\]|\\?)?(?: |$)`, 'gm'))].map(
        ([, relation = '']) => relation,
      ),
    );
    return ![property, table, ...relations].some((word) => words.has(word));
  });
  expect(idle.map(({ name }) => name)).toEqual([]);
});
