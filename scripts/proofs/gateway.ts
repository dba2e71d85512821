import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const START_MS = 300_000;

/** What the gateway answers to one operation. */
export interface Answer {
  data?: Record<string, Record<string, never>>;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** A gateway in a process of its own, which a proof starts, asks and kills. */
export interface GatewayProcess {
  /** Starts it and waits until it says where it listens. */
  start(): Promise<void>;
  /** Ends it and waits until it is gone; nothing where it is not running. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** One operation as staff, under an idempotency key; null when the line was cut. */
  ask(query: string, variables: object, key?: string): Promise<Answer | null>;
  /** Runs one of its commands beside it. */
  run(command: string): Beside;
  /** The most memory it has held so far, in MB; 0 where the system does not say. */
  mostMemory(): Promise<number>;
  /** What somebody outside sends to one of its addresses; the status, null when the line was cut. */
  post(path: string, message: Message): Promise<number | null>;
}

/** A command that runs beside a gateway. */
export interface Beside {
  kill(): void;
  /** Its exit code; null where it was killed. */
  ended: Promise<number | null>;
}

/** What a payment gateway sends. */
export interface Message {
  body: string;
  headers: Record<string, string>;
}

/** The key of a proof's gateways. */
export const encryptionKey = Buffer.alloc(32, 7).toString('base64');

/** A gateway as `npm start` runs it, on a database and a folder of the proof's own. */
export function gatewayProcess(
  databaseUrl: string | undefined,
  dataDir: string,
  settings: Record<string, string> = {},
): GatewayProcess {
  const token = settings.BOOTSTRAP_TOKEN ?? randomBytes(24).toString('hex');
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl ?? '',
    ENCRYPTION_KEY: encryptionKey,
    DATA_DIR: dataDir,
    BOOTSTRAP_TOKEN: token,
    RATE_LIMIT: '0',
    PORT: '0',
    LOG_LEVEL: 'error',
    ...settings,
  };
  let child: ChildProcess | null = null;
  let url = '';
  return {
    start: async () => {
      const begun = spawn(process.execPath, ['build/main.js'], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = begun;
      url = await readiness(begun);
    },
    run: (command) => {
      const beside = spawn(process.execPath, ['build/main.js', command], { env, stdio: 'ignore' });
      const ended = new Promise<number | null>((resolve) => void beside.once('exit', resolve));
      return { kill: () => void beside.kill('SIGKILL'), ended };
    },
    mostMemory: async () => {
      const text = await readFile(`/proc/${child?.pid}/status`, 'utf8').catch(() => '');
      return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1_024);
    },
    end: (signal) =>
      new Promise((resolve) => {
        if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill(signal);
      }),
    ask: async (query, variables, key) => {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(key && { 'idempotency-key': key }),
      };
      const body = JSON.stringify({ query, variables });
      const signal = AbortSignal.timeout(20_000);
      try {
        const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body, signal });
        return (await response.json()) as Answer;
      } catch {
        return null;
      }
    },
    post: async (path, message) => {
      const signal = AbortSignal.timeout(20_000);
      try {
        const response = await fetch(`${url}${path}`, { method: 'POST', signal, ...message });
        await response.arrayBuffer();
        return response.status;
      } catch {
        return null;
      }
    },
  };
}

const readiness = (begun: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`It did not start: ${said}`)), START_MS);
    begun.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
    // Read to the end, or the gateway would wait for somebody to read what it says.
    begun.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const [, url] = /is ready: (\S+)/.exec(said) ?? [];
      if (!url) return;
      clearTimeout(late);
      resolve(url);
    });
  });

/** The data of an answer. @throws Error with what it was refused with */
export function dataOf(answer: Answer | null): NonNullable<Answer['data']> {
  const [error] = answer?.errors ?? [];
  if (error || !answer?.data)
    throw new Error(`${error?.extensions?.code ?? 'No answer'}: ${error?.message ?? ''}`);
  return answer.data;
}

/** A client with this e-mail address; its id. */
export async function addClient({ ask }: GatewayProcess, email: string): Promise<string> {
  const address = { address1: '1 High Street', city: 'London', state: 'London', country: 'GB' };
  const person = { firstName: 'Kim', lastName: 'Killed', email };
  const input = { ...person, ...address, postcode: 'N1 1AA', phoneNumber: '020 7946 0000' };
  const mutation = `mutation ($input: AddClientInput!) { addClient(input: $input) { client { id } } }`;
  const { addClient: added } = dataOf(await ask(mutation, { input }));
  return (added as { client?: { id: string } }).client!.id;
}
