import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import pLimit from 'p-limit';
import { ProviderError } from '#core/provider-error.ts';
import { neverSent } from '#providers/http.ts';
import { checkedKey, type Storage } from '#providers/storage/storage.ts';

/** Where an S3-compatible store is and how to sign for it. */
export interface S3Settings {
  /** E.g. `https://s3.eu-central-1.amazonaws.com`; the bucket is put in the path. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  timeoutMs?: number;
  /** The longest object that is read back, in bytes; default 64 MiB. */
  maxBytes?: number;
}

const CALLS_AT_ONCE = 4;

/** Keeps files in an S3-compatible bucket, requests signed with Signature Version 4. */
export function s3Storage(settings: S3Settings): Storage {
  const { accessKeyId, secretAccessKey, region, timeoutMs = 60_000 } = settings;
  const { maxBytes = 64 << 20 } = settings;
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const root = `${settings.endpoint.replace(/\/$/, '')}/${encodeURIComponent(settings.bucket)}`;
  const queue = pLimit(CALLS_AT_ONCE);

  const call = (key: string, method: string, body?: Uint8Array, contentType?: string) => {
    const url = `${root}/${checkedKey(key)}`;
    return queue(async () => {
      const signal = AbortSignal.timeout(timeoutMs);
      const digest = createHash('sha256')
        .update(body ?? '')
        .digest('hex');
      const type: Record<string, string> = contentType ? { 'content-type': contentType } : {};
      // The digest is part of what is signed: altered bytes are refused, also without TLS.
      const headers = { ...type, 'x-amz-content-sha256': digest };
      try {
        const signed = await aws.sign(url, {
          method,
          headers,
          ...(body && { body: Buffer.from(body) }),
        });
        const response = await fetch(signed, { signal, redirect: 'manual' });
        return { status: response.status, bytes: await read(response, maxBytes) };
      } catch (error) {
        if (error instanceof ProviderError) throw error;
        // Every call here may be repeated, so there is no outcome to be in doubt about.
        throw neverSent('The object store', error);
      }
    });
  };

  return {
    async put(key, bytes, contentType) {
      verdict((await call(key, 'PUT', bytes, contentType)).status);
    },
    async get(key) {
      const { status, bytes } = await call(key, 'GET');
      if (status === 404) return null;
      verdict(status);
      return bytes;
    },
    async delete(key) {
      const { status } = await call(key, 'DELETE');
      if (status !== 404) verdict(status);
    },
  };
}

async function read(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes)
      throw new ProviderError('REFUSED', `The object is longer than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function verdict(status: number): void {
  if (status >= 200 && status < 300) return;
  const outcome = status >= 400 && status < 500 && status !== 429 ? 'REFUSED' : 'NOT_SENT';
  throw new ProviderError(outcome, `The object store answered with HTTP ${status}.`);
}
