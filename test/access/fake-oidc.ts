import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider says at the next sign-in, and how it misbehaves. */
export interface Behaviour {
  subject: string;
  email: string;
  /** Changes the claims of the ID token. */
  claims?: Record<string, unknown>;
  /** Signs with a key it never published. */
  forgesSignature?: boolean;
}

/** An OpenID provider that really speaks the protocol: discovery, PKCE, signed ID tokens. */
export interface FakeOidc {
  issuer: string;
  behaviour: Behaviour;
  /** Lets the person agree: what the browser is sent back to. */
  agree(url: string): string;
  close(): Promise<void>;
}

interface Grant {
  challenge: string;
  nonce: string;
  redirectUri: string;
  clientId: string;
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts the provider on a free port. Its only client is `our-id` with `our-secret`. */
export async function startFakeOidc(): Promise<FakeOidc> {
  const [published, secret] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const grants = new Map<string, Grant>();
  const behaviour: Behaviour = { subject: 'sub-1', email: 'someone@provider.test' };
  let issuer = '';

  const idToken = ({ nonce, clientId }: Grant) => {
    const at = Math.floor(Date.now() / 1000);
    const { subject: sub, email, claims } = behaviour;
    const payload = { iss: issuer, aud: clientId, sub, email, nonce, iat: at, exp: at + 300 };
    const body = `${encoded({ alg: 'RS256', kid: 'k1' })}.${encoded({ ...payload, ...claims })}`;
    const { privateKey } = (behaviour.forgesSignature ? secret : published)!;
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
  };

  const exchange = async (req: IncomingMessage) => {
    const form = new URLSearchParams(await text(req));
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const isRight =
      grant?.challenge === challenge &&
      grant.redirectUri === form.get('redirect_uri') &&
      isClient(req, form);
    if (!grant || !isRight) return { status: 400, body: { error: 'invalid_grant' } };
    const tokens = { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300 };
    return { status: 200, body: { ...tokens, id_token: idToken(grant) } };
  };

  const server = createServer(async (req, res) => {
    const pages: Record<string, () => object> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      }),
      '/jwks': () => ({
        keys: [{ ...published!.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256' }],
      }),
    };
    const page = pages[req.url ?? ''];
    const { status, body } =
      req.url === '/token'
        ? await exchange(req)
        : { status: page ? 200 : 404, body: page?.() ?? {} };
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    behaviour,
    agree: (url) => {
      const { searchParams: requested } = new URL(url);
      const code = randomUUID();
      const get = (name: string) => requested.get(name) ?? '';
      grants.set(code, {
        challenge: get('code_challenge'),
        nonce: get('nonce'),
        redirectUri: get('redirect_uri'),
        clientId: get('client_id'),
      });
      const back = new URL(get('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', get('state'));
      return back.href;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function isClient(req: IncomingMessage, form: URLSearchParams): boolean {
  const basic = /^Basic (.*)$/.exec(req.headers.authorization ?? '')?.[1] ?? '';
  const [id, password] = basic
    ? Buffer.from(basic, 'base64').toString().split(':')
    : [form.get('client_id'), form.get('client_secret')];
  return id === 'our-id' && password === 'our-secret';
}

async function text(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
