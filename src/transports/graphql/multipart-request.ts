import { fileLimits } from '#core/file-limits.ts';
import { DomainError } from '#core/errors.ts';
import { isPlainObject } from '#core/plain.ts';
import { storeUpload } from '#modules/support/attachments/uploads.ts';
import { forbidden, holdsOne } from '#schema/access.ts';
import { type Actor, mayChange } from '#core/actor.ts';
import type { Context } from '#schema/context.ts';
import { readForm } from '#transports/files/multipart.ts';
import { type Arrival, readBody } from '#transports/transport.ts';
import { limits } from './limits.ts';

/** Whether a body is a form with files (graphql-multipart-request-spec). */
export const isMultipart = (type: string | undefined): boolean =>
  /^multipart\/form-data\b/i.test(type ?? '');

const BODY_BYTES = fileLimits.fileBytes + limits.bodyBytes;

const broken = (what: string) => new DomainError('BAD_REQUEST', `The form is not usable: ${what}.`);

/** Whoever may send files. @throws DomainError UNAUTHENTICATED, FORBIDDEN, RESELLER_SUSPENDED */
export function ensureMayUpload(actor: Actor): void {
  if (actor.kind === 'nobody') throw new DomainError('UNAUTHENTICATED');
  if (!holdsOne(actor, ['support:open', 'support:reply'])) throw forbidden(actor, 'support:open');
  mayChange(actor);
}

/**
 * The operation of a form, as JSON: `operations` with each file stored, and its upload's id put
 * where `map` says.
 * @throws DomainError BAD_REQUEST, TOO_LARGE, those of `ensureMayUpload` and of `storeUpload`
 */
export async function operationWithFiles(
  { app, actor }: Context,
  { req }: Arrival,
): Promise<Buffer> {
  ensureMayUpload(actor);
  const type = req.headers['content-type'];
  const { fields, files } = await readForm(await readBody(req, BODY_BYTES), type, limits.bodyBytes);
  const operation = objectOf(fields, 'operations');
  const places = objectOf(fields, 'map');
  for (const { field, ...file } of files) {
    const paths = Object.hasOwn(places, field) ? places[field] : undefined;
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string'))
      throw broken(`"map" names no place for the file "${field.slice(0, 60)}"`);
    const { uuid } = await storeUpload(app, actor, file);
    for (const path of paths) put(operation, path.split('.'), uuid);
  }
  req.headers['content-type'] = 'application/json';
  return Buffer.from(JSON.stringify(operation));
}

function objectOf(fields: ReadonlyMap<string, string>, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(fields.get(name) ?? '');
    if (isPlainObject(value)) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw broken(`"${name}" must be a JSON object`);
}

/** Puts a value where a path leads, which must hold null so far. */
function put(target: unknown, path: readonly string[], value: string): void {
  const [last = '', ...before] = path.toReversed();
  let holder = target;
  for (const part of before.toReversed()) holder = ownOf(holder, part);
  if (path[0] !== 'variables' || ownOf(holder, last) !== null)
    throw broken(`there is no null at "${path.join('.').slice(0, 60)}"`);
  (holder as Record<string, unknown>)[last] = value;
}

const ownOf = (holder: unknown, part: string): unknown =>
  holder !== null && typeof holder === 'object' && Object.hasOwn(holder, part)
    ? (holder as Record<string, unknown>)[part]
    : undefined;
