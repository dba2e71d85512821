import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isPlainObject } from '#core/plain.ts';
import { DomainError } from '#core/errors.ts';

/** Whether operations that no manifest holds run as well. */
export type TrustMode = 'optional' | 'only';

/** How many documents are registered by clients' hashes, and the longest of them in characters. */
const REGISTERED = { documents: 1_000, length: 20_000 };

/** The parameters of a request, before they are looked at. */
export type SentParams = Record<string, unknown>;

/** SHA-256 of a document's text, in hexadecimal: its name in a manifest. */
export const documentHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

/**
 * Reads a manifest: `{"<hash>": "<document>"}` as Relay and GraphQL Code Generator write it, or
 * Apollo's `{"operations": [{"id", "body"}]}`.
 */
export function readManifest(path: string): Map<string, string> {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as SentParams;
  const { operations } = manifest;
  const entries = Array.isArray(operations)
    ? (operations as { id: string; body: string }[]).map(({ id, body }) => [id, body] as const)
    : (Object.entries(manifest) as [string, string][]);
  return new Map(entries.map(([id, text]) => [plainId(id), text]));
}

/** `sha256:<hash>` and `<hash>` are the same. */
const plainId = (id: string) => id.replace(/^sha256:/i, '');

/** The documents that clients may name instead of sending their text. */
export class TrustedDocuments {
  private readonly mode: TrustMode;
  private readonly trusted: ReadonlyMap<string, string>;
  private readonly registered = new Map<string, string>();

  constructor(mode: TrustMode, trusted: ReadonlyMap<string, string>) {
    this.mode = mode;
    this.trusted = trusted;
  }

  /**
   * The parameters with the text of the document that they name: by `documentId`, or by the hash of
   * an automatic persisted query.
   * @throws DomainError DOCUMENT_NOT_FOUND, PERSISTED_QUERY_NOT_FOUND, DOCUMENT_NOT_TRUSTED, BAD_REQUEST
   */
  resolve(params: SentParams): SentParams {
    const { documentId, ...rest } = params;
    const hash = persistedHash(rest);
    const named = documentId ?? undefined;
    if (named !== undefined) return { ...rest, query: this.named(named, rest.query ?? undefined) };
    if (hash !== undefined)
      return { ...rest, query: this.persisted(hash, rest.query ?? undefined) };
    if (this.mode === 'only' && typeof rest.query === 'string') this.ensureTrusted(rest.query);
    return rest;
  }

  private named(id: unknown, query: unknown): string {
    if (typeof id !== 'string' || query !== undefined)
      throw refused('BAD_REQUEST', 'Send either a documentId, which is text, or a query.');
    const text = this.trusted.get(plainId(id));
    if (text === undefined) throw refused('DOCUMENT_NOT_FOUND');
    return text;
  }

  private persisted(hash: string, query: unknown): string {
    if (typeof query === 'string') {
      if (documentHash(query) !== hash)
        throw refused('BAD_REQUEST', 'The hash is not that of the query.');
      if (this.mode === 'only') this.ensureTrusted(query);
      else this.register(hash, query);
      return query;
    }
    const text = this.trusted.get(hash) ?? this.registered.get(hash);
    // Clients of automatic persisted queries go by these very words.
    if (text === undefined) throw refused('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
    return text;
  }

  private ensureTrusted(text: string): void {
    if (!this.trusted.has(documentHash(text))) throw refused('DOCUMENT_NOT_TRUSTED');
  }

  private register(hash: string, text: string): void {
    if (text.length > REGISTERED.length) return;
    if (this.registered.size >= REGISTERED.documents) this.registered.clear();
    this.registered.set(hash, text);
  }
}

/** The hash in `extensions.persistedQuery`; undefined where there is none. */
function persistedHash({ extensions }: SentParams): string | undefined {
  if (!isPlainObject(extensions)) return undefined;
  const { persistedQuery } = extensions as SentParams;
  if (!isPlainObject(persistedQuery)) return undefined;
  const { version, sha256Hash } = persistedQuery as SentParams;
  if (version === 1 && typeof sha256Hash === 'string') return sha256Hash.toLowerCase();
  throw refused('BAD_REQUEST', 'persistedQuery: needs version 1 and a sha256Hash.');
}

/** An error of the request: 400, or 200 to those who take nothing but plain JSON. */
const refused = (
  code: 'BAD_REQUEST' | 'DOCUMENT_NOT_FOUND' | 'DOCUMENT_NOT_TRUSTED' | 'PERSISTED_QUERY_NOT_FOUND',
  message?: string,
) => new DomainError(code, message, { http: { status: 400, spec: true } });
