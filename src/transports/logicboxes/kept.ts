import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** An answer whose bytes are made once: plain, compressed, and named by what they hold. */
export interface KeptAnswer {
  plain: Buffer;
  gzipped: Buffer;
  etag: string;
}

/** The most answers kept; each is some hundred kilobytes. */
const MOST = 200;

/** The answers that one door has made and still holds, by their version. */
export class KeptAnswers {
  readonly #kept = new Map<string, KeptAnswer>();

  /** The answer of this version, if it was made before. */
  get(version: string): KeptAnswer | undefined {
    return this.#kept.get(version);
  }

  /** Makes and keeps the bytes of an answer. The one kept longest gives way. */
  keep(version: string, text: string): KeptAnswer {
    const plain = Buffer.from(text);
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`;
    const answer = { plain, gzipped: gzipSync(plain), etag };
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(version, answer);
    return answer;
  }
}
