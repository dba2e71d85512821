import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { runtime } from './runtime.ts';
import { sandboxPrefix } from './sandbox.ts';

/** A stored secret could not be read: wrong key, wrong row, altered, or not one of ours. */
export class DecryptionFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DecryptionFailed';
  }
}

/** Encrypts and decrypts for one purpose. `context` ties a text to its table and row. */
export interface SecretBox {
  /** `v1.<keyId>.<iv>.<tag>.<ciphertext>`, the last three base64url. */
  encrypt(plain: string, context: string): string;
  /** @throws DecryptionFailed */
  decrypt(text: string, context: string): string;
  /** The same secret under the newest key, if it is not already. @throws DecryptionFailed */
  rotate(text: string, context: string): string;
}

interface Key {
  id: string;
  bytes: Buffer;
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const PART = /^[A-Za-z0-9_-]*$/;

/** Random bytes for many texts: to ask for them costs about as much as to encrypt one. */
const IVS = 256;
let ivs: Buffer = Buffer.alloc(0);

/** A nonce that no other text has. */
function newIv(): Buffer {
  if (!ivs.length) ivs = randomBytes(IV_BYTES * IVS);
  const iv = ivs.subarray(0, IV_BYTES);
  ivs = ivs.subarray(IV_BYTES);
  return iv;
}

/** The encryption keys of the installation: the first encrypts, all decrypt. */
export class Keyring {
  readonly #keys: readonly Key[];
  readonly #derived = new Map<string, Buffer>();

  /**
   * @param setting comma-separated `id:key`, each key 32 bytes as base64 or hex; one key may stand
   * alone, its id is then a fingerprint of it.
   * @throws RangeError when the setting is not that; the message never repeats a key.
   */
  constructor(setting: string) {
    this.#keys = setting.split(',').map((entry, index) => readKey(entry.trim(), index + 1));
    if (new Set(this.#keys.map((key) => key.id)).size < this.#keys.length)
      throw new RangeError('Two encryption keys have the same id.');
  }

  /** Ids of the keys, the encrypting one first. */
  get keyIds(): string[] {
    return this.#keys.map((key) => key.id);
  }

  /** The box of one purpose, e.g. `'service-password'`; boxes cannot read each other's texts. */
  box(purpose: string): SecretBox {
    const newest = this.#keys[0]!;
    const encrypt = (plain: string, context: string) => {
      const iv = newIv();
      const cipher = createCipheriv('aes-256-gcm', this.#derive(newest, purpose), iv);
      cipher.setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'));
      return ['v1', newest.id, ...parts].join('.');
    };
    const decrypt = (text: string, context: string) => this.#open(text, context, purpose);
    const rotate = (text: string, context: string) => {
      const plain = decrypt(text, context);
      return text.startsWith(`v1.${newest.id}.`) ? text : encrypt(plain, context);
    };
    return { encrypt, decrypt, rotate };
  }

  /**
   * A keyed hash in hex, for short codes that a plain hash would give away to whoever tries them
   * all. It is another one under a new key, so keep it for what lives minutes or hours.
   */
  mac(purpose: string, text: string): string {
    const key = this.#derive(this.#keys[0]!, `mac ${purpose}`);
    return createHmac('sha256', key).update(text).digest('hex');
  }

  /** The keyed hashes of a text under every key of the ring, the newest first: for comparing. */
  macs(purpose: string, text: string): string[] {
    return this.#keys.map((key) =>
      createHmac('sha256', this.#derive(key, `mac ${purpose}`))
        .update(text)
        .digest('hex'),
    );
  }

  #open(text: string, context: string, purpose: string): string {
    const [version, keyId, ...parts] = text.split('.');
    if (version !== 'v1' || parts.length !== 3 || !parts.every((part) => PART.test(part)))
      throw new DecryptionFailed('The stored text is not an encrypted secret.');
    const key = this.#keys.find((candidate) => candidate.id === keyId);
    if (!key) throw new DecryptionFailed(`No encryption key has the id ${JSON.stringify(keyId)}.`);
    const [iv, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
    if (iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES || !body)
      throw new DecryptionFailed('The stored text is not an encrypted secret.');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#derive(key, purpose), iv);
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new DecryptionFailed('The secret was altered or belongs elsewhere.', { cause });
    }
  }

  #derive(key: Key, purpose: string): Buffer {
    const name = `${key.id} ${purpose}`;
    const known = this.#derived.get(name);
    if (known) return known;
    const derived = Buffer.from(hkdfSync('sha256', key.bytes, '', purpose, KEY_BYTES));
    this.#derived.set(name, derived);
    return derived;
  }
}

function readKey(entry: string, position: number): Key {
  const [, id, text] = /^(?:([A-Za-z0-9_-]{1,32}):)?(.*)$/s.exec(entry) ?? [];
  const bytes = keyBytes(text ?? '');
  if (!bytes)
    throw new RangeError(
      `Encryption key ${position} must be id:key, the key being 32 bytes as base64 or hex.`,
    );
  return { id: id ?? createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

function keyBytes(text: string): Buffer | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}

/** SHA-256 of an API token in hex: what is stored. Tokens are random, so no salt is needed. */
export function hashToken(token: string): string {
  return hash('sha256', token);
}

/** What is stored of an API token: what it is recognised by, and its end for lists. */
export const tokenColumns = (token: string) => ({
  tokenHash: hashToken(token),
  legacyHash: hashToken(hash('md5', token)),
  tokenLast4: token.slice(-4),
});

/** A fresh token: the prefix and 32 random bytes in base64url; within a sandbox it names that first. */
export function newToken(prefix = ''): string {
  const { sandbox } = runtime();
  const own = sandbox === null ? '' : sandboxPrefix(sandbox);
  return own + prefix + randomBytes(32).toString('base64url');
}

/** Compares two texts in a time that does not tell where they differ. */
export function constantTimeEqual(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(left!, right!);
}
