import { now } from '#core/clock.ts';
import { defined } from '#core/defined.ts';
import { isPlainObject } from '#core/plain.ts';
import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';
import { answerStoreOf } from './answer-store.ts';
import type { Context } from '#schema/context.ts';
import { redacted } from '#schema/redact.ts';

/** How long an idempotency key is remembered, in hours. */
const KEPT_HOURS = 48;

/** A claimed key: either what it did before, or the right to do it now. */
export interface IdempotencyClaim<Done> {
  id: bigint;
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

  // Written even where it is there already, so that whoever comes second waits for the first and
  // then sees what it did. A key that has expired is as good as new.
  const [row] = await tx.$queryRaw<{ id: bigint; hash: string; result: string | null }[]>`
    insert into idempotency_keys as held (scope, key, request_hash, created_at, expires_at)
    values (${scope}, ${key}, ${hash}, ${at}, ${expires})
    on conflict (scope, key) do update set
      (request_hash, created_at, expires_at, result, answer, answer_hash) = (
        select case when is_over then excluded.request_hash else held.request_hash end,
               case when is_over then excluded.created_at else held.created_at end,
               case when is_over then excluded.expires_at else held.expires_at end,
               case when not is_over then held.result end,
               case when not is_over then held.answer end,
               case when not is_over then held.answer_hash end
        from (select held.expires_at < ${at} as is_over) age)
    returning id, request_hash as hash, result`;
  const { id, hash: heldHash, result } = defined(row, 'idempotency key that was just claimed');
  if (!hashes.includes(heldHash)) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  const replay =
    result === null ? null : (JSON.parse(boxOf(context).decrypt(result, boundTo)) as Done);
  return { id, context: boundTo, replay };
}

/** Whether the request's key has done its change before; without a key nothing has. */
export async function isDoneBefore(context: Context, position: number): Promise<boolean> {
  const { idempotencyKey } = context.requestInfo;
  if (!idempotencyKey) return false;
  const key = keyText(idempotencyKey, position);
  const where = { scope: scopeOf(context), key, expiresAt: { gte: now() } };
  return (await context.db.idempotencyKey.count({ where })) > 0;
}

/** What a key remembers of its change; `seal` writes it. */
export interface StoredResult {
  id: bigint;
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
  await answerStoreOf(context.app).stored();
  const row = await context.db.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  if (!row?.answer || !hashesOf(context, operation).includes(row.answerHash ?? '')) return null;
  if (row.expiresAt < now()) return null;
  return JSON.parse(boxOf(context).decrypt(row.answer, `answer:${scope}:${key}`)) as object;
}

/**
 * Keeps the answer that is about to be sent, so that a retry gets the same. Nobody waits for it
 * but a retry and the stop of the gateway: until it is kept, a retry reads the change's result anew.
 */
export function storeAnswer(context: Context, operation: string, answer: string): Promise<void> {
  const scope = scopeOf(context);
  const key = context.requestInfo.idempotencyKey ?? '';
  return answerStoreOf(context.app).store({
    scope,
    key,
    answer: boxOf(context).encrypt(answer, `answer:${scope}:${key}`),
    hash: hashesOf(context, operation)[0]!,
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
