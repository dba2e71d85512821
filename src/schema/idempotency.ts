import { now } from '#core/clock.ts';
import { isPlainObject } from '#core/plain.ts';
import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Context } from './context.ts';
import { redacted } from './redact.ts';

/** How long an idempotency key is remembered, in hours. */
const KEPT_HOURS = 48;

/** A claimed key: either what it did before, or the right to do it now. */
export interface IdempotencyClaim<Done> {
  id: number;
  context: string;
  replay: Done | null;
}

interface Claimed {
  name: string;
  input: unknown;
  position: number;
}

/** Whose keys these are: two credentials may choose the same one. */
export const scopeOf = ({ actor, requestInfo }: Context) =>
  actor.kind === 'nobody' ? `nobody:${requestInfo.ip}` : actor.id;

const boxOf = ({ app }: Context) => app.keyring.box('idempotency');

const hashesOf = ({ app }: Context, text: string): string[] =>
  app.keyring.macs('idempotency', text);

const keyText = (key: string, position: number) => (position ? `${key}#${position}` : key);

/**
 * Claims the request's key inside the change's transaction. Whoever claims it first does the
 * change; those who come while it runs wait for its commit and are given what it did. A process
 * that dies leaves no claim, because the claim was never committed.
 */
export async function claim<Done>(
  tx: Tx,
  context: Context,
  { name, input, position }: Claimed,
): Promise<IdempotencyClaim<Done>> {
  const scope = scopeOf(context);
  const key = keyText(context.requestInfo.idempotencyKey ?? '', position);
  // Keyed: the input may hold a password, which a plain hash would let others try at leisure.
  const hashes = hashesOf(context, `${name}\n${JSON.stringify(input, canonical)}`);
  const [hash] = hashes;
  const at = now();
  const expires = new Date(at.getTime() + KEPT_HOURS * 3_600_000);
  const boundTo = `idempotency:${scope}:${key}`;

  const [mine] = await tx.$queryRaw<{ id: number }[]>`
    insert into idempotency_keys (scope, key, request_hash, created_at, expires_at)
    values (${scope}, ${key}, ${hash}, ${at}, ${expires})
    on conflict (scope, key) do update
      set request_hash = excluded.request_hash, created_at = excluded.created_at,
          expires_at = excluded.expires_at, result = null, answer = null, answer_hash = null
      where idempotency_keys.expires_at < ${at}
    returning id`;
  if (mine) return { id: mine.id, context: boundTo, replay: null };

  const first = await tx.idempotencyKey.findUniqueOrThrow({ where: { scope_key: { scope, key } } });
  if (!hashes.includes(first.requestHash) || first.result === null)
    throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  const replay = JSON.parse(boxOf(context).decrypt(first.result, boundTo)) as Done;
  return { id: first.id, context: boundTo, replay };
}

/** Whether the request's key has done its change before; without a key nothing has. */
export async function isDone(context: Context, position: number): Promise<boolean> {
  const { idempotencyKey } = context.requestInfo;
  if (!idempotencyKey) return false;
  const key = keyText(idempotencyKey, position);
  const where = { scope: scopeOf(context), key, expiresAt: { gte: now() } };
  return (await context.db.idempotencyKey.count({ where })) > 0;
}

/** What a key remembers of its change; `seal` writes it. */
export interface StoredResult {
  id: number;
  result: string;
}

/** What the change did, as its key is to remember it: encrypted, for it may hold secrets. */
export const storedResultOf = (
  context: Context,
  { id, context: boundTo }: IdempotencyClaim<unknown>,
  done: unknown,
) => ({ id, result: boxOf(context).encrypt(JSON.stringify(done), boundTo) }) satisfies StoredResult;

/** The earlier answer to the very same operation under the same key, byte for byte; or null. */
export async function earlierAnswer(context: Context, operation: string): Promise<object | null> {
  const scope = scopeOf(context);
  const key = context.requestInfo.idempotencyKey ?? '';
  const row = await context.db.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  if (!row?.answer || !hashesOf(context, operation).includes(row.answerHash ?? '')) return null;
  if (row.expiresAt < now()) return null;
  return JSON.parse(boxOf(context).decrypt(row.answer, `answer:${scope}:${key}`)) as object;
}

/** Keeps the answer that is about to be sent, so that a retry is told the same. */
export async function storeAnswer(context: Context, operation: string, answer: object) {
  const scope = scopeOf(context);
  const key = context.requestInfo.idempotencyKey ?? '';
  const text = boxOf(context).encrypt(JSON.stringify(answer), `answer:${scope}:${key}`);
  await context.app.database.query({
    name: 'keep-answer',
    text: `update idempotency_keys set answer = $3, answer_hash = $4
           where scope = $1 and key = $2 and answer is null`,
    values: [scope, key, text, hashesOf(context, operation)[0]],
  });
}

/** JSON with object keys in one order, so that equal inputs hash alike. */
function canonical(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  if (!isPlainObject(value)) return redacted(value);
  return Object.fromEntries(
    Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
