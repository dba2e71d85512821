import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentNode, Kind, parse } from 'graphql';
import type { Answer, Gateway } from '#test/gateway.ts';
import { tableHashes } from '#test/graphql/tables.ts';
import type { Who } from '#test/people.ts';
import { checkConfirmation } from './confirmations.ts';
import { checkReplays, secretsIn } from './replays.ts';
import { type Effects, foretold, lastRows, leftBehind } from './rows.ts';

/** Where the walk notes what it found; without, no change is run dry first. */
const file = process.env.DRY_RUN_FIRST;

/** What is wrong with a dry run, or null for one where nothing is. */
export type Fault = 'left' | 'code' | 'effects' | 'replay' | 'confirmation';

/** One line of the notes. */
export interface Note {
  /** The mutations of the change; none where it only reads. */
  names: string[];
  title: string;
  /** What the real change was refused with; null where it was made. */
  code: string | null;
  /** Kinds of effects that were compared with rows. */
  isCompared: boolean;
  faults: { fault: Fault; detail: string }[];
}

/** A change as the walk makes it. */
interface Change<Reply> {
  title: string;
  document: DocumentNode;
  as: Who | null;
  /** What is wrong with the text that a person agrees to, where an assistant plans it. */
  confirmed?(effects: Effects): string[];
  /** Texts of the request that are secret. */
  secrets: readonly string[];
  send(isDry: boolean): Promise<Reply>;
  /** What it was refused with; null where it was made. */
  codeOf(reply: Reply): string | null;
  effectsOf(reply: Reply): Effects | undefined;
}

/** Changes under way: what others do meanwhile would be taken for traces of a dry run. */
let underWay = 0;
let begun = 0;

/** Root fields of a mutation; none of another operation. */
export const mutationsOf = (document: DocumentNode): string[] =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'mutation'
      ? definition.selectionSet.selections.flatMap((field) =>
          field.kind === Kind.FIELD ? [field.name.value] : [],
        )
      : [],
  );

/** The same of a text, which may be none. */
export function parsed(document: string): DocumentNode | null {
  try {
    return parse(document);
  } catch {
    return null;
  }
}

/** Makes a change, and runs it dry before that where the walk is on. */
export async function dryFirst<Reply>(gateway: Gateway, change: Change<Reply>): Promise<Reply> {
  if (!file || underWay > 0) return tracked(() => change.send(false));
  return tracked(async () => {
    const own = (begun += 1);
    const names = mutationsOf(change.document);
    const note: Note = { names, title: change.title, code: null, isCompared: false, faults: [] };
    const reply = await walked(gateway, change, note);
    if (begun === own) appendFileSync(file, `${JSON.stringify(note)}\n`);
    return reply;
  });
}

async function tracked<Result>(work: () => Promise<Result>): Promise<Result> {
  underWay += 1;
  begun += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
  }
}

async function walked<Reply>(
  gateway: Gateway,
  { send, codeOf, effectsOf, ...change }: Change<Reply>,
  note: Note,
): Promise<Reply> {
  const { app } = gateway;
  const say = (fault: Fault, detail: string) => void note.faults.push({ fault, detail });
  const before = await restingHashes(gateway);
  const dry = await send(true);
  const after = await hashes(gateway);
  for (const name of Object.keys(after))
    if (after[name] !== before[name]) say('left', `something in ${name}`);
  const last = { ...(await lastRows(app)), audit: await lastAudit(gateway) };
  const reply = await send(false);
  note.code = codeOf(reply);
  const tried = codeOf(dry);
  if (tried === 'DRY_RUN_NOT_AVAILABLE') return reply;
  if (tried !== note.code || /something went wrong/i.test(String(tried)))
    say('code', `dry ${String(tried)}, really ${String(note.code)}`);
  if (note.code !== null || !note.names.length) return reply;
  const effects = effectsOf(dry) ?? {};
  for (const detail of change.confirmed?.(effects) ?? []) say('confirmation', detail);
  // What providers answer comes on top, and what readers of the log do comes later.
  note.isCompared = !gateway.hasWorkers && change.as === 'staff' && !effects.tasks?.length;
  if (note.isCompared) {
    const foreseen = foretold(effects);
    const found = await leftBehind(app, last, foreseen);
    for (const kind of ['postings', 'invoices', 'events', 'emails'] as const)
      if (JSON.stringify(foreseen[kind]) !== JSON.stringify(found[kind]))
        say(
          'effects',
          `${kind} dry ${JSON.stringify(foreseen[kind])}, really ${JSON.stringify(found[kind])}`,
        );
  }
  const { as, secrets } = change;
  for (const detail of await checkReplays(gateway, {
    after: last.audit,
    names: note.names,
    as,
    secrets,
  }))
    say('replay', detail);
  return reply;
}

const lastAudit = async ({ app: { db } }: Gateway) =>
  (await db.auditEntry.findFirst({ orderBy: { id: 'desc' }, select: { id: true } }))?.id ?? 0n;

/** All tables but what registries said of free names: that is remembered, whoever asked. */
async function hashes({ app }: Gateway): Promise<Record<string, string>> {
  const { availability_cache: _remembered, ...others } = await tableHashes(app);
  return others;
}

/** The hashes once nothing is written by what earlier changes began. */
async function restingHashes(gateway: Gateway): Promise<Record<string, string>> {
  let before = await hashes(gateway);
  for (let looks = 0; gateway.hasWorkers && looks < 20; looks += 1) {
    await sleep(60);
    const again = await hashes(gateway);
    if (JSON.stringify(again) === JSON.stringify(before)) break;
    before = again;
  }
  return before;
}

/** Asks for an operation as the walk does. */
export function askDryFirst(
  gateway: Gateway,
  ask: Gateway['ask'],
  document: string,
  variables: object,
  as: Who | null,
  headers: Record<string, string>,
): Promise<Answer> {
  const node = file ? parsed(document) : null;
  const isPlain = !('dry-run' in headers) && !('plan' in headers);
  if (!node || !isPlain || !mutationsOf(node).length) return ask(document, variables, as, headers);
  return dryFirst(gateway, {
    title: document.replaceAll(/\s+/g, ' ').slice(0, 200),
    document: node,
    as,
    secrets: secretsIn(node, variables),
    confirmed: (effects) => checkConfirmation(node, variables, effects),
    send: (isDry) => ask(document, variables, as, isDry ? { ...headers, 'dry-run': '1' } : headers),
    codeOf: ({ errors }) => (errors ? String(errors[0]!.extensions.code) : null),
    effectsOf: (answer) => (answer as { extensions?: { effects?: Effects } }).extensions?.effects,
  });
}
