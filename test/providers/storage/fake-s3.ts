import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

/** An S3 on 127.0.0.1 that checks the signature and the digest of every request. */
export interface FakeS3 extends Loopback {
  objects: Map<string, { bytes: Buffer; type: string | undefined }>;
}

export async function fakeS3(): Promise<FakeS3> {
  const objects: FakeS3['objects'] = new Map();
  const program = await loopback(async (request): Promise<Reply> => {
    const error = await wrong(request);
    if (error) return { status: 403, body: `<Error><Code>${error}</Code></Error>` };
    const { method, path, raw, headers } = request;
    if (!path.startsWith('/files/')) return { status: 404, body: '<Error/>' };
    if (method === 'PUT') objects.set(path, { bytes: raw, type: headers['content-type'] });
    if (method === 'DELETE') objects.delete(path);
    const found = objects.get(path);
    if (method !== 'GET') return { status: method === 'DELETE' ? 204 : 200, body: '' };
    return found ? { body: found.bytes } : { status: 404, body: '<Error/>' };
  });
  return Object.assign(program, { objects });
}

async function wrong({ method, path, headers, raw }: Seen): Promise<string | null> {
  const digest = String(headers['x-amz-content-sha256']);
  if (digest !== createHash('sha256').update(raw).digest('hex')) return 'XAmzContentSHA256Mismatch';
  const signer = new AwsV4Signer({
    method,
    url: `http://${headers.host}${path}`,
    headers: { 'x-amz-content-sha256': digest },
    accessKeyId: 'AK',
    secretAccessKey: 'SK',
    service: 's3',
    region: 'eu-central-1',
    datetime: String(headers['x-amz-date']),
  });
  return headers.authorization === (await signer.authHeader()) ? null : 'SignatureDoesNotMatch';
}
