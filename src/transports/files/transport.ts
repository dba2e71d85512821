import { httpStatusOf } from '#core/errors/advice.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { fileLimits } from '#core/file-limits.ts';
import { DomainError } from '#core/errors.ts';
import { authenticate } from '#modules/access/actor.ts';
import { invoicePdf } from '#modules/billing/pdf/invoice-pdf.ts';
import { exportedFile } from '#modules/exports/exported-file.ts';
import { storeUpload } from '#modules/support/attachments/uploads.ts';
import { visibleAttachments, visibleClientFiles } from '#modules/support/visible.ts';
import { forbidden, holdsOne } from '#schema/access.ts';
import type { App } from '#schema/app.ts';
import { type Actor, systemActor } from '#core/actor.ts';
import { isSignedLink } from '#schema/signed-link.ts';
import {
  type Arrival,
  type Transport,
  readBody,
  retryAfter,
  sendJson,
} from '#transports/transport.ts';
import { actorOfRequest } from '#transports/page-session.ts';
import { ensureMayUpload } from '#transports/graphql/multipart-request.ts';
import { INTERNAL, masked } from '#transports/graphql/mask.ts';
import { readFiles } from './multipart.ts';

const GIVEN =
  /^\/files\/(?:(attachments|client-files)\/(\d{1,9})|invoices\/(\d{1,9})\.pdf|exports\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.csv)$/;

/** A whole request of `POST /files`, in bytes: one file and the form around it. */
const BODY_BYTES = fileLimits.fileBytes + (64 << 10);

/**
 * The transport for bytes: `POST /files` takes files ahead of the change that uses them,
 * `GET /files/attachments/<id>` gives an attachment to those who may see its post,
 * `GET /files/client-files/<id>` a file of a client to those who may see that,
 * `GET /files/invoices/<id>.pdf` an invoice on paper, and `GET /files/exports/<uuid>.csv` a list.
 */
export function filesTransport(app: App): Transport {
  return {
    name: 'other',
    serves: (path) => path === '/files' || path.startsWith('/files/'),
    async answer(arrival) {
      try {
        await respond(app, arrival);
      } catch (error) {
        const { message, extensions } = masked({ app, requestId: arrival.requestId }, error);
        const close = arrival.req.complete ? undefined : { connection: 'close' };
        const headers = { ...retryAfter(extensions), ...close };
        const status = extensions.code === INTERNAL ? 500 : (httpStatusOf(extensions.code) ?? 400);
        const body = { errors: [{ message, extensions }] };
        if (arrival.res.headersSent) arrival.res.destroy();
        else sendJson(arrival.res, status, body, headers);
      }
    },
  };
}

async function respond(app: App, arrival: Arrival): Promise<void> {
  const { req, res, path } = arrival;
  const [, kind, kept, invoice, exported] = GIVEN.exec(path) ?? [];
  const allowed =
    (kept ?? invoice ?? exported) ? ['GET', 'HEAD'] : path === '/files' ? ['POST'] : [];
  if (allowed.length === 0) throw new DomainError('ATTACHMENT_NOT_FOUND');
  if (!allowed.includes(req.method ?? ''))
    return sendJson(res, 405, { error: `Send ${allowed[0]}.` }, { allow: allowed.join(', ') });
  const reader = await readerOf(app, arrival);
  const actor = reader ?? (await actorOfRequest(app, arrival));
  if (actor.kind === 'nobody') throw new DomainError('UNAUTHENTICATED');
  // A credential for some commands may use what serves these; no command is served here.
  if (actor.commands) throw new DomainError('FORBIDDEN', undefined, { command: 'files' });
  const headOnly = req.method === 'HEAD';
  if (kept) sendKept(res, await keptFile(app, actor, kind, Number(kept)), headOnly);
  else if (invoice) await sendInvoice(app, actor, Number(invoice), res, headOnly);
  else if (exported) await sendExport(app, actor, exported, res, headOnly);
  else await takeFiles(app, actor, req, res);
}

/** Who reads by a signed link: whoever has it, that one file. Null without a link. */
async function readerOf(app: App, { req, res, url, ip, showAllowance }: Arrival) {
  if (req.method === 'POST' || !url.searchParams.has('signature')) return null;
  await authenticate(app, { token: null, ip, onAllowance: showAllowance });
  if (!isSignedLink(app, url)) throw new DomainError('LINK_EXPIRED');
  // A page of any origin may show it: an image, or a document in a frame of its own.
  res.setHeader('cross-origin-resource-policy', 'cross-origin');
  return systemActor(
    new Set(['support:read', 'billing:read', 'clients:read', 'domains:read'] as const),
  );
}

async function takeFiles(app: App, actor: Actor, req: IncomingMessage, res: ServerResponse) {
  ensureMayUpload(actor);
  const body = await readBody(req, BODY_BYTES);
  const uploads = [];
  for (const file of await readFiles(body, req.headers['content-type'])) {
    const { uuid, fileName, contentType, sizeBytes, expiresAt } = await storeUpload(
      app,
      actor,
      file,
    );
    uploads.push({ uploadId: uuid, fileName, contentType, sizeBytes, expiresAt });
  }
  sendJson(res, 201, { uploads });
}

/** A file that somebody sent, with its bytes. */
interface KeptFile {
  fileName: string;
  contentType: string;
  sha256: string;
  bytes: Uint8Array;
}

async function keptFile(
  { db, storage }: App,
  actor: Actor,
  kind: string | undefined,
  id: number,
): Promise<KeptFile> {
  const isOfClient = kind === 'client-files';
  const permission = isOfClient ? 'clients:read' : 'support:read';
  if (!holdsOne(actor, [permission])) throw forbidden(actor, permission);
  const file = isOfClient
    ? await db.clientFile.findFirst({ where: { AND: [{ id }, visibleClientFiles(actor)] } })
    : await db.attachment.findFirst({ where: { AND: [{ id }, visibleAttachments(actor)] } });
  if (!file) throw new DomainError(isOfClient ? 'CLIENT_FILE_NOT_FOUND' : 'ATTACHMENT_NOT_FOUND');
  const isRemoved = 'removedAt' in file && file.removedAt !== null;
  const bytes = isRemoved ? null : await storage.get(file.storageKey);
  if (!bytes) throw new DomainError('ATTACHMENT_REMOVED');
  return { ...file, bytes };
}

function sendKept(
  res: ServerResponse,
  { fileName, contentType, sha256, bytes }: KeptFile,
  headOnly: boolean,
): void {
  res.writeHead(200, {
    'content-type': contentType,
    'content-length': bytes.length,
    'content-disposition': disposition(fileName),
    // Should a browser show it all the same, it is nobody's page and runs nothing.
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
    etag: `"${sha256}"`,
  });
  res.end(headOnly ? undefined : bytes);
}

async function sendInvoice(
  app: App,
  actor: Actor,
  id: number,
  res: ServerResponse,
  headOnly: boolean,
): Promise<void> {
  if (!holdsOne(actor, ['billing:read'])) throw forbidden(actor, 'billing:read');
  const printed = await invoicePdf(app, actor, id);
  if (!printed) throw new DomainError('INVOICE_NOT_FOUND');
  res.writeHead(200, {
    'content-type': 'application/pdf',
    'content-length': printed.bytes.length,
    'content-disposition': disposition(printed.name),
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  });
  res.end(headOnly ? undefined : printed.bytes);
}

async function sendExport(
  app: App,
  actor: Actor,
  uuid: string,
  res: ServerResponse,
  headOnly: boolean,
): Promise<void> {
  const { name, contentType, parts } = await exportedFile(app, actor, uuid);
  res.writeHead(200, {
    'content-type': contentType,
    'content-disposition': disposition(name),
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  });
  await pipeline(bytesOf(app, headOnly ? [] : parts), res).catch((error: { code?: string }) => {
    // Whoever asked went away.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** The bytes of a file that is stored in parts, one after the other. */
async function* bytesOf({ storage }: App, parts: readonly string[]) {
  for (const key of parts) {
    const bytes = await storage.get(key);
    if (!bytes) throw new DomainError('EXPORT_NOT_FOUND');
    yield bytes;
  }
}

/** Saved, never shown; the name in ASCII for old programs and whole for all others (RFC 6266). */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
