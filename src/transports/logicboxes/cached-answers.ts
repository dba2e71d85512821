import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** An answer whose bytes are made once: plain, compressed, and named by what they hold. */
export interface CachedAnswer {
  plain: Buffer;
  gzipped: Buffer;
  etag: string;
}

/** The most answers kept; each is some hundred kilobytes. */
const MOST = 200;

/** The answers that one transport has made and still holds, by their version. */
export class CachedAnswers {
  readonly #stored = new Map<string, CachedAnswer>();

  /** The answer of this version, if it was made before. */
  get(version: string): CachedAnswer | undefined {
    return this.#stored.get(version);
  }

  /** Makes and keeps the bytes of an answer. The one kept longest gives way. */
  store(version: string, text: string): CachedAnswer {
    const plain = Buffer.from(text);
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`;
    const answer = { plain, gzipped: gzipSync(plain), etag };
    const [oldest] = this.#stored.keys();
    if (this.#stored.size >= MOST && oldest !== undefined) this.#stored.delete(oldest);
    this.#stored.set(version, answer);
    return answer;
  }
}
