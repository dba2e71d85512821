import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import {
  getNamedType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { schema } from '#modules/schema.ts';
import type { App } from '#schema/app.ts';
import { commands } from '#transports/rapi/commands.ts';
import { paramsOf } from '#transports/rapi/fields.ts';
import { isRequired } from '#test/money/bad-values.ts';
import { formValues, inputValues, samplesOf } from './candidates.ts';
import { differences, outcomeOf, type Outcome, type Reply } from './compare.ts';
import { type Places, restingRows } from './rows.ts';

/** Where the walk notes what it found; nothing is walked without. */
const folder = process.env.WALK_EFFECTS;

/** Calls of one kind that are walked in each test file. */
const SAMPLES = 8;
const samples = new Map<string, number>();

/**
 * What was seen of an input: an effect, a refusal that others do not meet, nothing though another
 * value was taken, or nothing because no value that was tried has the right form.
 */
export type Seen = 'effect' | 'checked' | 'none' | 'untried';

const markOf = (name: string, place: string) => `${folder}/${name}/${place}`;
const isSeen = (name: string, place: string) => existsSync(markOf(name, place));

function note(name: string, place: string, seen: Seen, where = ''): void {
  mkdirSync(`${folder}/${name}`, { recursive: true });
  if (seen === 'effect') writeFileSync(markOf(name, place), where);
  appendFileSync(`${folder}/log`, `${JSON.stringify({ name, place, seen, where })}\n`);
}

type Try = () => Promise<Reply>;

/** A call, and the same with each of some values at one place. */
interface Walkable {
  call: Try;
  variations: Try[];
}

/** One input of a call, and the calls that try it: the first that is carried out counts. */
interface Place {
  name: string;
  ways: Walkable[];
}

/**
 * A value of the wrong form says nothing; one that is read and found wanting does. The old words
 * "You must have …" are about what there is.
 */
const isOfWrongForm = (refusal: string) =>
  /must be|(?<!You )must have|is required|is not the id|cannot represent|not allowed here/i.test(
    refusal,
  );

async function walkCall(app: App, name: string, call: () => Promise<Reply>, places: Place[]) {
  const count = (samples.get(name) ?? 0) + 1;
  samples.set(name, count);
  const open = places.filter((place) => !isSeen(name, place.name));
  if (!open.length || count > SAMPLES) return;
  const resting = await restingRows(app);
  const usual = await baseOf(app, [{ call, variations: [] }], resting);
  if (!usual.outcome) return;
  mkdirSync(`${folder}/${name}`, { recursive: true });
  for (const { name: place, ways } of open) {
    const [way] = ways;
    const base = way?.call === call ? { ...usual, ...way } : await baseOf(app, ways, resting);
    const [seen, where] = await seenOf(app, base, resting);
    note(name, place, seen, where);
  }
}

interface Base {
  /** Null where nothing of it was carried out. */
  outcome: Outcome | null;
  /** What differs between two equal calls. */
  random: ReadonlySet<string>;
  isChecked: boolean;
  variations: readonly Try[];
}

/** The first of some calls that is carried out. */
async function baseOf(app: App, ways: readonly Walkable[], resting: Places): Promise<Base> {
  let isChecked = false;
  for (const { call, variations } of ways) {
    const outcome = await outcomeOf(app, call);
    if (outcome.refusal === null) {
      const random = new Set(differences(outcome, await outcomeOf(app, call), resting));
      return { outcome, random, isChecked, variations };
    }
    isChecked ||= !isOfWrongForm(outcome.refusal);
  }
  return { outcome: null, random: new Set(), isChecked, variations: [] };
}

/** The best that is seen of some variations of a call, and where. */
async function seenOf(
  app: App,
  { outcome: base, random, isChecked, variations }: Base,
  resting: Places,
): Promise<[Seen, string?]> {
  let best: Seen = isChecked ? 'checked' : 'untried';
  if (!base) return [best];
  for (const variation of variations) {
    const other = await outcomeOf(app, variation);
    const [where] = differences(base, other, resting).filter((at) => !random.has(at));
    if (other.refusal === null && where) return ['effect', where];
    if (other.refusal === null && best === 'untried') best = 'none';
    if (other.refusal !== null && !isOfWrongForm(other.refusal)) best = 'checked';
  }
  return [best];
}

type Form = Record<string, string | number>;

/** Tries every parameter of a legacy command around a call that is carried out. */
export async function walkCommand(
  app: App,
  command: string,
  form: Form,
  send: (form: Form) => Promise<Record<string, unknown>>,
): Promise<void> {
  if (!folder) return;
  const ask = (changed: Form) => async (): Promise<Reply> => {
    const { dry_run: tried, ...reply } = await send({ ...changed, dry_run: 1 });
    const refusal = reply.result === 'success' ? null : String(reply.message);
    return { refusal, shown: [reply, (tried as { effects?: unknown } | undefined)?.effects] };
  };
  const call = ask(form);
  const shape = paramsOf(commands[command as keyof typeof commands].params);
  const places = Object.entries(shape).map(([name, param]) => {
    const { [name]: sent, ...without } = form;
    const changed = formValues(name, param, sent)
      .filter((value) => value !== String(sent))
      .map((value) => ({ ...form, [name]: value }));
    const all = sent === undefined || isRequired(param) ? changed : [without, ...changed];
    return { name, ways: [{ call, variations: all.map(ask) }] };
  });
  await walkCall(app, command, call, places);
}

type Path = string[];

/** Every field below an input that holds a value, as deep as its lines go. */
function fieldsBelow(
  type: GraphQLInputType,
  path: Path = [],
): { path: Path; field: GraphQLInputField }[] {
  const named = getNamedType(type) as GraphQLInputObjectType;
  return Object.values(named.getFields()).flatMap((field) => {
    const at = [...path, field.name];
    const isBranch = isInputObjectType(getNamedType(field.type));
    if (isBranch) return at.length < 3 ? fieldsBelow(field.type, at) : [];
    return [{ path: at, field }];
  });
}

/** Every parameter of every command, and every field of the input of every mutation. */
export function everyInput(): string[] {
  const ofCommands = Object.entries(commands).flatMap(([name, { params }]) =>
    Object.keys(paramsOf(params)).map((param) => `${name}.${param}`),
  );
  const ofMutations = Object.values(schema.getMutationType()!.getFields()).flatMap((field) =>
    field.args.flatMap(({ type }) =>
      fieldsBelow(type).map(({ path }) => `${field.name}.${path.join('.')}`),
    ),
  );
  return [...ofCommands, ...ofMutations];
}

/** An input with a value at a place of it; `undefined` leaves it out. Null where the place is not. */
function placed(
  type: GraphQLInputType,
  input: unknown,
  [step, ...rest]: Path,
  value: unknown,
): unknown {
  if (step === undefined) return value;
  if (isListType(getNullableType(type))) {
    const [first, ...others] = (Array.isArray(input) ? input : [input]) as unknown[];
    if (typeof first !== 'object' || first === null) return null;
    return [
      placed(getNamedType(type) as GraphQLInputObjectType, first, [step, ...rest], value),
      ...others,
    ];
  }
  const named = getNamedType(type) as GraphQLInputObjectType;
  const before = (typeof input === 'object' && input !== null ? input : {}) as Record<
    string,
    unknown
  >;
  if (named.isOneOf)
    return { [step]: placed(named.getFields()[step]!.type, before[step], rest, value) };
  return { ...before, [step]: placed(named.getFields()[step]!.type, before[step], rest, value) };
}

/** The first list on the way that was not sent, and items it could hold. */
function listAbove(type: GraphQLInputType, input: unknown, path: Path) {
  let named = getNamedType(type) as GraphQLInputObjectType;
  for (const [depth, step] of path.entries()) {
    const { type: next } = named.getFields()[step]!;
    named = getNamedType(next) as GraphQLInputObjectType;
    const above = path.slice(0, depth + 1);
    const held = valueAt(input, above);
    const isEmpty = held === undefined || held === null || (Array.isArray(held) && !held.length);
    if (isListType(getNullableType(next)) && isEmpty)
      return { path: above, items: samplesOf(named) };
  }
  return { path: [], items: [] };
}

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => {
    const one = Array.isArray(value) ? (value[0] as unknown) : value;
    return typeof one === 'object' && one !== null
      ? (one as Record<string, unknown>)[step]
      : undefined;
  }, input);

const MARK = '(here)';

/** What a mutation was refused with, as a whole or for one of several rows. */
function refusalOf(
  name: string,
  data: unknown,
  errors: { message: string; extensions: Record<string, unknown> }[] | undefined,
): string | null {
  if (errors) return `${String(errors[0]!.extensions.code)} ${errors[0]!.message}`;
  const answer = (data as Record<string, { results?: unknown }> | undefined)?.[name];
  const results = Array.isArray(answer?.results) ? (answer.results as unknown[]) : [];
  const failed = results.find((one) => (one as { error?: unknown }).error);
  return failed ? JSON.stringify(failed) : null;
}

type Ask = (
  document: string,
  variables: object,
) => Promise<{
  data?: unknown;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}>;

/** Tries every field of the input of a mutation around a call that is carried out. */
export async function walkMutation(
  app: App,
  document: string,
  variables: object,
  askDry: Ask,
): Promise<void> {
  const [, name = ''] =
    /^\s*mutation\b[^{]*\{\s*(?:\w+\s*:\s*)?(\w+)\s*\(\s*input:\s*\$input\s*\)/.exec(document) ??
    [];
  const input = (variables as { input?: unknown }).input;
  if (!folder || !name || input === undefined) return;
  const [arg] = schema.getMutationType()!.getFields()[name]?.args ?? [];
  if (!arg) return;
  const ask = (changed: unknown) => async (): Promise<Reply> => {
    const { data, errors } = await askDry(document, { ...variables, input: changed });
    return { refusal: refusalOf(name, data, errors), shown: data };
  };
  const call = ask(input);
  const places = fieldsBelow(arg.type).map(({ path, field }) => {
    const sent = valueAt(input, path);
    const values = inputValues(field).filter(
      (value) => JSON.stringify(value) !== JSON.stringify(sent),
    );
    const all = sent === undefined || isNonNullType(field.type) ? values : [undefined, ...values];
    const at = (whole: unknown) => all.map((value) => ask(placed(arg.type, whole, path, value)));
    const isPlace = JSON.stringify(placed(arg.type, input, path, MARK)).includes(MARK);
    const name = path.join('.');
    if (isPlace) return { name, ways: [{ call, variations: at(input) }] };
    // Below a list that was not sent: beside items of which nothing but this differs.
    const list = listAbove(arg.type, input, path);
    const wholes = list.items.map((item) => placed(arg.type, input, list.path, [item]));
    return { name, ways: wholes.map((whole) => ({ call: ask(whole), variations: at(whole) })) };
  });
  await walkCall(app, name, call, places);
}
