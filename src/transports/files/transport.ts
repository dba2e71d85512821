import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '#core/errors.ts';
import { authenticate } from '#modules/access/actor.ts';
import { invoicePdf } from '#modules/billing/pdf/invoice-pdf.ts';
import { attachmentLimits, storeUpload } from '#modules/support/attachments/uploads.ts';
import { visibleAttachments } from '#modules/support/visible.ts';
import { forbidden, holdsOne } from '#schema/access.ts';
import type { App } from '#schema/app.ts';
import { type Actor, mayChange } from '#core/actor.ts';
import {
  type Arrival,
  bearerOf,
  type Transport,
  readBody,
  sendJson,
} from '#transports/transport.ts';
import { masked } from '#transports/graphql/mask.ts';
import { readFiles } from './multipart.ts';

const GIVEN = /^\/files\/(?:attachments\/(\d{1,9})|invoices\/(\d{1,9})\.pdf)$/;

/** A whole request of `POST /files`, in bytes: one file and the form around it. */
const BODY_BYTES = attachmentLimits.bytes + (64 << 10);

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  ADDRESS_REFUSED: 403,
  ATTACHMENT_NOT_FOUND: 404,
  INVOICE_NOT_FOUND: 404,
  ATTACHMENT_REMOVED: 410,
  TOO_LARGE: 413,
  ATTACHMENT_TOO_LARGE: 413,
  ATTACHMENT_TYPE_REFUSED: 415,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/**
 * The transport for bytes: `POST /files` takes files ahead of the change that uses them,
 * `GET /files/attachments/<id>` gives an attachment to those who may see its post, and
 * `GET /files/invoices/<id>.pdf` an invoice on paper.
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
        const status = STATUS[String(extensions.code)] ?? 400;
        const body = { errors: [{ message, extensions }] };
        if (arrival.res.headersSent) arrival.res.destroy();
        else sendJson(arrival.res, status, body, close);
      }
    },
  };
}

async function respond(app: App, { req, res, path, ip }: Arrival): Promise<void> {
  const [, attachment, invoice] = GIVEN.exec(path) ?? [];
  const allowed = (attachment ?? invoice) ? ['GET', 'HEAD'] : path === '/files' ? ['POST'] : [];
  if (allowed.length === 0) throw new DomainError('ATTACHMENT_NOT_FOUND');
  if (!allowed.includes(req.method ?? ''))
    return sendJson(res, 405, { error: `Send ${allowed[0]}.` }, { allow: allowed.join(', ') });
  const actor = await authenticate(app, { token: bearerOf(req), ip });
  if (actor.kind === 'nobody') throw new DomainError('UNAUTHENTICATED');
  // A credential for some commands may use what serves these; no command is served here.
  if (actor.commands) throw new DomainError('FORBIDDEN', undefined, { command: 'files' });
  const headOnly = req.method === 'HEAD';
  if (attachment) await sendAttachment(app, actor, Number(attachment), res, headOnly);
  else if (invoice) await sendInvoice(app, actor, Number(invoice), res, headOnly);
  else await takeFiles(app, actor, req, res);
}

async function takeFiles(app: App, actor: Actor, req: IncomingMessage, res: ServerResponse) {
  if (!holdsOne(actor, ['support:open', 'support:reply'])) throw forbidden(actor, 'support:open');
  mayChange(actor);
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

async function sendAttachment(
  { db, storage }: App,
  actor: Actor,
  id: number,
  res: ServerResponse,
  headOnly: boolean,
): Promise<void> {
  if (!holdsOne(actor, ['support:read'])) throw forbidden(actor, 'support:read');
  const where = { AND: [{ id }, visibleAttachments(actor)] };
  const file = await db.attachment.findFirst({ where });
  if (!file) throw new DomainError('ATTACHMENT_NOT_FOUND');
  const bytes = file.removedAt ? null : await storage.get(file.storageKey);
  if (!bytes) throw new DomainError('ATTACHMENT_REMOVED');
  res.writeHead(200, {
    'content-type': file.contentType,
    'content-length': bytes.length,
    'content-disposition': disposition(file.fileName),
    // Should a browser show it all the same, it is nobody's page and runs nothing.
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
    etag: `"${file.sha256}"`,
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

/** Saved, never shown; the name in ASCII for old programs and whole for all others (RFC 6266). */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
