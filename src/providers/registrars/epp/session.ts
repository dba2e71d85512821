import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { ProviderError } from '#core/provider-error.ts';
import { neverSent } from '#providers/http.ts';

/** Where a registry's EPP server is, and with which certificate it is met. */
export interface EppServer {
  host: string;
  port: number;
  /** PEM of the client's certificate and its key. */
  certificate?: string | undefined;
  key?: string | undefined;
  /** PEM of the authority that signed the server's certificate, instead of the public ones. */
  caPem?: string | undefined;
}

/** The longest frame that is read, in bytes. */
const LONGEST_FRAME = 1 << 20;

/**
 * One TLS connection with frames of a length and a text (RFC 5734). A frame that is too long, or
 * comes late, ends the connection: what follows could not be told apart.
 */
export class EppConnection {
  readonly #socket: TLSSocket;
  readonly #host: string;
  #received = Buffer.alloc(0);
  #waiting: { resolve(text: string): void; reject(error: Error): void } | null = null;
  isOpen = false;
  /** The namespaces of the extensions that were agreed to at the login. */
  extensions: ReadonlySet<string> = new Set();

  private constructor(socket: TLSSocket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => this.close());
    socket.on('close', () => this.close());
  }

  /** Connects. @throws ProviderError NOT_SENT, also for a certificate that is not trusted */
  static async open(server: EppServer, timeoutMs: number): Promise<EppConnection> {
    const { host, port, certificate, key, caPem } = server;
    const socket = connect({
      host,
      port,
      ...(!isIP(host) && { servername: host }),
      ...(certificate && { cert: certificate }),
      ...(key && { key }),
      ...(caPem && { ca: caPem }),
    });
    const connection = new EppConnection(socket, host);
    await new Promise<void>((resolve, reject) => {
      const fail = (cause?: unknown) => {
        socket.destroy();
        reject(neverSent(host, cause));
      };
      const timer = setTimeout(fail, timeoutMs);
      socket.once('error', fail);
      socket.once('secureConnect', () => {
        clearTimeout(timer);
        socket.off('error', fail);
        connection.isOpen = true;
        resolve();
      });
    });
    return connection;
  }

  /** Sends a frame; gives the next one. @throws ProviderError UNKNOWN when none comes in time */
  exchange(text: string, timeoutMs: number): Promise<string> {
    const body = Buffer.from(text, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length + 4);
    const answer = this.next(timeoutMs);
    this.#socket.write(Buffer.concat([length, body]));
    return answer;
  }

  /** The next frame, such as the greeting. */
  next(timeoutMs: number): Promise<string> {
    this.#socket.ref();
    return new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => this.close(), timeoutMs);
      const settle =
        <Value>(act: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          this.#waiting = null;
          this.#socket.unref();
          act(value);
        };
      this.#waiting = { resolve: settle(resolve), reject: settle(reject) };
      if (!this.isOpen) this.close();
      else this.#take(Buffer.alloc(0));
    });
  }

  close(): void {
    this.isOpen = false;
    this.#socket.destroy();
    this.#waiting?.reject(new ProviderError('UNKNOWN', `${this.#host} did not answer.`));
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    if (this.#received.length < 4) return;
    const length = this.#received.readUInt32BE(0);
    if (length < 4 || length > LONGEST_FRAME) {
      const words = `${this.#host} gave an unreadable answer.`;
      this.#waiting?.reject(new ProviderError('UNKNOWN', words));
      return this.close();
    }
    if (this.#received.length < length || !this.#waiting) return;
    const text = this.#received.subarray(4, length).toString('utf8');
    this.#received = this.#received.subarray(length);
    this.#waiting.resolve(text);
  }
}
