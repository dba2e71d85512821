import type { IncomingMessage } from 'node:http';
import { sandboxOfToken } from '#core/sandbox.ts';
import { bearerOf, peekBody } from '#transports/transport.ts';

/** The longest form of an old program that is looked into, in bytes: that of /rapi. */
const FORM_BYTES = 24 << 20;

/** Paths where a token may stand in a form. */
const FORMS = ['/rapi/', '/includes/api.php', '/api/'];

/** A token of a sandbox under the names that the dialects have for tokens. */
const FIELD = /(?:^|[?&])(?:token|secret|password|api-key|auth-password)=(hgtest_[a-z0-9]{12}_)/;

const MARK = Buffer.from('hgtest_');

/**
 * The handle of the sandbox that a request is for: by the token in its header, its cookie, its address or its
 * form, or by `?sandbox=<handle>` where it has none. Null for the company's own.
 */
export function sandboxOfRequest(req: IncomingMessage): string | null | Promise<string | null> {
  const { url = '', headers, method } = req;
  const bearer = bearerOf(req);
  if (bearer) return sandboxOfToken(bearer);
  const [, named] = /[?&]sandbox=([a-z0-9]{12})(?:&|$)/.exec(url) ?? [];
  if (named) return named;
  const [, cookie] =
    /(?:^|; ?)hostgraph_access=(hgtest_[a-z0-9]{12}_)/.exec(headers.cookie ?? '') ?? [];
  if (cookie) return sandboxOfToken(cookie);
  if (!FORMS.some((path) => url.startsWith(path))) return null;
  const [, token] = FIELD.exec(url) ?? [];
  if (token) return sandboxOfToken(token);
  return method === 'POST' ? sandboxOfForm(req) : null;
}

async function sandboxOfForm(req: IncomingMessage): Promise<string | null> {
  const body = await peekBody(req, FORM_BYTES);
  if (!body?.includes(MARK)) return null;
  const [, token] = FIELD.exec(body.toString('latin1')) ?? [];
  return token ? sandboxOfToken(token) : null;
}
