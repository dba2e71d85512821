import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** An email as it lay in the server's hands. */
export interface Received {
  from: string;
  to: string[];
  raw: Buffer;
}

/** An SMTP server on 127.0.0.1 that keeps what it gets and misbehaves on demand. */
export interface FakeSmtp {
  port: number;
  emails: Received[];
  /** What the next DATA ends in: an SMTP code, or silence, or a dropped line. */
  afterData?: number | 'hang' | 'drop';
  /** Recipients and their errors. */
  fail: Map<string, number>;
  stop(): Promise<void>;
}

export async function fakeSmtp(options: SMTPServerOptions = {}): Promise<FakeSmtp> {
  const fake: FakeSmtp = { port: 0, emails: [], fail: new Map(), stop: async () => {} };
  const sockets = new Set<Socket>();
  const failed = (code: number) => Object.assign(new Error(`no ${code}`), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.secure || options.cert ? [] : ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const code = fake.fail.get(address);
      done(code ? failed(code) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        const how = fake.afterData;
        delete fake.afterData;
        if (typeof how === 'number') return done(failed(how));
        fake.emails.push({
          from,
          to: rcptTo.map((one) => one.address),
          raw: Buffer.concat(chunks),
        });
        if (how === 'drop') for (const socket of sockets) socket.destroy();
        else if (how !== 'hang') done(null);
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  // Under TLS the raw socket must not be destroyed beneath its wrapper: Node 20 crashes.
  server.server.on(options.secure ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  fake.port = (server.server.address() as AddressInfo).port;
  fake.stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((done) => server.close(() => done()));
  };
  return fake;
}
