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

const kept = new Map<string, KeptAnswer>();

/** The kept answer of this version, if this process has made it before. */
export const keptAnswer = (version: string): KeptAnswer | undefined => kept.get(version);

/** Makes and keeps the bytes of an answer. The one kept longest gives way. */
export function keep(version: string, text: string): KeptAnswer {
  const plain = Buffer.from(text);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`;
  const answer = { plain, gzipped: gzipSync(plain), etag };
  const [oldest] = kept.keys();
  if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
  kept.set(version, answer);
  return answer;
}
