import { type EventEmitter, once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { ProviderError } from '#core/provider-error.ts';
import { neverSent } from '#providers/http.ts';
import { checkEmail } from './check-email.ts';
import type { OutgoingEmail, Mailer, MailReceipt } from '#providers/mailers/mailer.ts';

/** Limits in milliseconds, and the authority of a server with its own certificate. */
export interface SmtpOptions {
  connectMs?: number;
  /** How long the server may stay silent at any point. */
  silenceMs?: number;
  ca?: string;
  connections?: number;
}

/**
 * A pooled SMTP client for `smtp://user:password@host:587` or `smtps://…:465`. On `smtp` TLS is
 * taken when offered; `?requireTLS=true` insists on it. Certificates are always verified.
 */
export function connectSmtp(url: string, options: SmtpOptions = {}): Mailer {
  return new SmtpMailer(new URL(url), options);
}

/** How long the answer to a goodbye is waited for, in milliseconds. */
const GOODBYE_MS = 1_000;

/** What the pool of the mail library holds; its types leave it out. */
interface Pool {
  _connections: { available: boolean; connection?: EventEmitter & { quit(): void } }[];
}

class SmtpMailer implements Mailer {
  readonly #transport;
  /** Message ids whose text has begun to flow: from then on silence is not a no. */
  readonly #flowing = new Set<string>();

  constructor(url: URL, options: SmtpOptions) {
    const { connectMs = 10_000, silenceMs = 30_000, ca, connections = 3 } = options;
    const secure = url.protocol === 'smtps:';
    if (!secure && url.protocol !== 'smtp:')
      throw new ProviderError('NOT_SENT', 'SMTP_URL must begin with smtp:// or smtps://.');
    const [user, pass] = [url.username, url.password].map(decodeURIComponent);
    this.#transport = createTransport({
      pool: true,
      host: url.hostname,
      port: Number(url.port) || (secure ? 465 : 587),
      secure,
      requireTLS: url.searchParams.get('requireTLS') === 'true',
      ...(user && { auth: { user, pass: pass ?? '' } }),
      ...(ca && { tls: { ca } }),
      maxConnections: connections,
      // The pool would send an email again automatically when the line drops: it could arrive twice.
      maxRequeues: 0,
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      dnsTimeout: connectMs,
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.#watchFlow();
  }

  async send(email: OutgoingEmail): Promise<MailReceipt> {
    checkEmail(email);
    const { messageId, from, to, cc, bcc, replyTo, subject, text, html, headers } = email;
    const person = ({ address, name = '' }: { address: string; name?: string }) => ({
      address,
      name,
    });
    try {
      const info = await this.#transport.sendMail({
        messageId,
        from: person(from),
        to: to.map(person),
        ...(cc && { cc: cc.map(person) }),
        ...(bcc && { bcc: bcc.map(person) }),
        ...(replyTo && { replyTo: person(replyTo) }),
        subject,
        text,
        ...(html !== undefined && { html }),
        ...(headers && { headers }),
        attachments: (email.attachments ?? []).map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          content: Buffer.from(content),
        })),
      });
      return {
        accepted: addresses(info.accepted),
        rejected: addresses(info.rejected),
        response: info.response ?? '',
      };
    } catch (error) {
      throw failure(error as SmtpError, this.#flowing.has(messageId));
    } finally {
      this.#flowing.delete(messageId);
    }
  }

  async test(): Promise<void> {
    try {
      await this.#transport.verify();
    } catch (error) {
      throw failure(error as SmtpError, false);
    }
  }

  /** Says goodbye on the connections that are idle (RFC 5321, 4.1.1.10), and closes all. */
  async close(): Promise<void> {
    // A connection is idle the moment after its last email.
    await nextTurn();
    const { _connections: pool } = this.#transport.transporter as unknown as Pool;
    const idle = pool.flatMap(({ available, connection }) =>
      available && connection ? [connection] : [],
    );
    const ended = idle.map((connection) => once(connection, 'end'));
    for (const connection of idle) connection.quit();
    await Promise.race([Promise.allSettled(ended), sleep(GOODBYE_MS, undefined, { ref: false })]);
    this.#transport.close();
  }

  /** The transport reads an email's stream only after the server's 354: that is the moment. */
  #watchFlow(): void {
    this.#transport.use('stream', (mail, next) => {
      const make = mail.message.createReadStream.bind(mail.message);
      mail.message.createReadStream = (...args) => {
        const stream = make(...args);
        const pipe = stream.pipe.bind(stream);
        stream.pipe = (target, options) => {
          this.#flowing.add(String(mail.data.messageId));
          return pipe(target, options);
        };
        return stream;
      };
      next();
    });
  }
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
}

/** How long a server that takes no more for now is left alone; it does not say itself. */
const PACE_MS = 60_000;

/**
 * Whether a server takes no more of anything, rather than this e-mail later: 421 (RFC 5321: closing
 * the channel), 454 (throttled), or a reason of policy (4.7.x, RFC 3463) such as a limit by the hour.
 */
const isPaced = (code: number, response: string): boolean =>
  code === 421 || code === 454 || /^\d{3}[ -]4\.7\./.test(response);

/** The mail library puts a code of its own in the place of the connection's; the words are left. */
function certificateCode(words: string): string | undefined {
  if (/certificate's altnames/.test(words)) return 'ERR_TLS_CERT_ALTNAME_INVALID';
  return /certificate/.test(words) ? 'CERT_UNTRUSTED' : undefined;
}

function failure(error: SmtpError, flowing: boolean): ProviderError {
  const cause = { cause: error };
  const { code = '', responseCode = 0, response = '' } = error;
  if (code === 'EAUTH')
    return new ProviderError('NOT_SENT', 'The mail server refused our login.', cause);
  // A reply decides, wherever in the conversation it came.
  if (responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE'))
    return new ProviderError('REFUSED', response, cause);
  if (responseCode >= 400) {
    const retryAfterMs = isPaced(responseCode, response) ? PACE_MS : undefined;
    return new ProviderError('NOT_SENT', response, {
      ...cause,
      ...(retryAfterMs && { retryAfterMs }),
    });
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return new ProviderError('REFUSED', error.message, cause);
  return flowing
    ? new ProviderError('UNKNOWN', 'The mail server fell silent after taking the text.', cause)
    : neverSent('The mail server', { code: certificateCode(error.message), cause: error });
}

function addresses(list: readonly unknown[] | undefined): string[] {
  return (list ?? []).map(String);
}
