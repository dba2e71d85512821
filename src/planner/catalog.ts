/** What the planner cannot say in SQL; such a read goes to Prisma as it stands. */
export class Unplanned extends Error {}

/** What `make` makes, or null where there is no plan. */
export function attempt<Made>(make: () => Made): Made | null {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Unplanned)) throw error;
    return null;
  }
}

/** A column as Prisma names it and as the database does. */
export interface Column {
  name: string;
  /** Quoted, ready for SQL. */
  column: string;
  /** Prisma's type: `Int`, `Decimal`, or the name of an enum. */
  type: string;
  isList: boolean;
  isRequired: boolean;
  /** For enums: Prisma's value → the label in the database. */
  labels: ReadonlyMap<string, string> | null;
  /** Each write sets it to the time of the write. */
  isTouched: boolean;
  /** What gives a new row its value, where nobody says one and the database does not. */
  madeBy: 'clock' | 'client' | null;
}

/** A relation, seen from the model that has the field. */
export interface Relation {
  name: string;
  target: string;
  isList: boolean;
  /** Pairs of quoted columns that join them: theirs, ours. Null where a hidden table is between. */
  on: readonly (readonly [theirs: string, ours: string])[] | null;
}

/** A model with everything needed to read its rows. */
export interface Model {
  name: string;
  /** Quoted, ready for SQL. */
  table: string;
  key: readonly string[];
  columns: ReadonlyMap<string, Column>;
  relations: ReadonlyMap<string, Relation>;
  /** Unique combinations by the name Prisma knows them under. */
  uniques: ReadonlyMap<string, readonly string[]>;
  /** The model a relation leads to. */
  follow: (relation: string) => Model | undefined;
}

export type Catalog = ReadonlyMap<string, Model>;

/** The model of that name. */
export function modelOf(catalog: Catalog, name: string): Model {
  const model = catalog.get(name);
  if (!model) throw new Unplanned(`no model ${name}`);
  return model;
}

interface Line {
  name: string;
  type: string;
  suffix: string;
  rest: string;
}

interface Block {
  lines: Line[];
  text: string;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const names = (list: string | undefined) => list?.match(/\w+/g) ?? [];

/** Reads the models out of the text of a Prisma schema: names, keys, joins and enum labels. */
export function readCatalog(schema: string): Catalog {
  const text = schema.replace(
    /("(?:[^"\\]|\\.)*")|\/\/.*$/gm,
    (_all, stored?: string) => stored ?? '',
  );
  const blocks = { model: new Map<string, Block>(), enum: new Map<string, Block>() };
  for (const [, kind, name = '', body = ''] of text.matchAll(
    /^(model|enum)\s+(\w+)\s*\{([\s\S]*?)^\}/gm,
  ))
    blocks[kind as 'model' | 'enum'].set(name, { lines: linesOf(body), text: body });

  const catalog = new Map<string, Model>();
  for (const name of blocks.model.keys()) {
    const model = readModel(name, blocks.model, blocks.enum);
    const follow = (relation: string) => catalog.get(model.relations.get(relation)?.target ?? '');
    catalog.set(name, { ...model, follow });
  }
  return catalog;
}

function linesOf(body: string): Line[] {
  return body.split('\n').flatMap((line) => {
    const [, name, type = '', suffix = '', rest = ''] =
      /^\s*(\w+)(?:\s+(\w+)(\[\]|\?)?)?\s*(.*)$/.exec(line) ?? [];
    return name ? [{ name, type, suffix, rest }] : [];
  });
}

function readModel(
  name: string,
  models: ReadonlyMap<string, Block>,
  enums: ReadonlyMap<string, Block>,
): Omit<Model, 'follow'> {
  const { lines, text } = models.get(name)!;
  const own = lines.filter(({ type }) => !models.has(type));
  const columns = own.map((line): Column => {
    const { type, suffix } = line;
    const values = enums.get(type)?.lines.map((value) => [value.name, mapped(value)] as const);
    const labels = values ? new Map(values) : null;
    const isList = suffix === '[]';
    const column = quoted(mapped(line));
    return {
      name: line.name,
      column,
      type,
      isList,
      isRequired: suffix !== '?',
      labels,
      isTouched: /@updatedAt\b/.test(line.rest),
      madeBy: madeBy(line),
    };
  });
  const relations = lines
    .filter(({ type }) => models.has(type))
    .map((line): Relation => {
      const on = joinOf(models, name, line);
      return { name: line.name, target: line.type, isList: line.suffix === '[]', on };
    });
  return {
    name,
    table: quoted(/^\s*@@map\("(.+?)"\)/m.exec(text)?.[1] ?? name),
    key: keyOf(own, text),
    columns: new Map(columns.map((column) => [column.name, column])),
    relations: new Map(relations.map((relation) => [relation.name, relation])),
    uniques: uniquesOf(text),
  };
}

function madeBy({ rest }: Line): Column['madeBy'] {
  if (/@default\(now\(\)\)/.test(rest)) return 'clock';
  return /@default\((?:uuid|cuid|ulid|nanoid)\b/.test(rest) ? 'client' : null;
}

/** What `@map` says, else the name itself. Enum values have their `@map` where columns have a type. */
const mapped = ({ name, rest }: Line) => /(?:^|[^@])@map\("(.+?)"\)/.exec(rest)?.[1] ?? name;

function keyOf(lines: readonly Line[], text: string): string[] {
  const single = lines.find(({ rest }) => /@id\b/.test(rest));
  return single ? [single.name] : names(/^\s*@@id\(\[(.*?)\]/m.exec(text)?.[1]);
}

function uniquesOf(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, list, rest = ''] of text.matchAll(
    /^\s*@@(?:unique|id)\((?:fields:\s*)?\[(.*?)\](.*)$/gm,
  )) {
    const fields = names(list?.replace(/\(.*?\)/g, ''));
    found.set(/name:\s*"(\w+)"/.exec(rest)?.[1] ?? fields.join('_'), fields);
  }
  return found;
}

const relationArgs = ({ rest }: Line) => {
  const args = /@relation\(([^)]*)\)/.exec(rest)?.[1] ?? '';
  return {
    label: /^\s*"(\w+)"/.exec(args)?.[1] ?? /name:\s*"(\w+)"/.exec(args)?.[1] ?? '',
    fields: names(/fields:\s*\[(.*?)\]/.exec(args)?.[1]),
    references: names(/references:\s*\[(.*?)\]/.exec(args)?.[1]),
  };
};

function joinOf(models: ReadonlyMap<string, Block>, owner: string, line: Line): Relation['on'] {
  const column = (model: string, name: string) => {
    const found = models.get(model)!.lines.find((field) => field.name === name);
    return quoted(found ? mapped(found) : name);
  };
  const { label, fields, references } = relationArgs(line);
  if (fields.length)
    return fields.map((name, at) => [column(line.type, references[at]!), column(owner, name)]);
  for (const other of models.get(line.type)!.lines) {
    const far = relationArgs(other);
    if (other.type !== owner || far.label !== label || !far.fields.length) continue;
    return far.fields.map((name, at) => [
      column(line.type, name),
      column(owner, far.references[at]!),
    ]);
  }
  return null;
}
