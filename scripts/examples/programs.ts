import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** The examples. Each has a host of its own, since cookies do not tell ports apart. */
export const examples = [
  { folder: 'examples/client-area', title: 'client area', host: 'localhost', port: 5173 },
  { folder: 'examples/staff-desk', title: 'staff desk', host: '127.0.0.1', port: 5174 },
] as const;

/** Variables of the environment beside those of this process. */
type Env = Record<string, string>;

/** Installs an example's packages where they are missing, and builds it. */
export function build(folder: string, env: Env = {}): void {
  if (!existsSync(`${folder}/node_modules`)) carryOut(folder, ['ci', '--no-audit', '--no-fund']);
  carryOut(folder, ['run', '-s', 'build'], env);
}

/** The client of /rapi whose types are made from what a gateway says of itself. */
const TYPED_CLIENT = 'examples/typed-client';

/** Makes the typed client's types of a running gateway, builds it and runs it; what it printed. */
export function runTypedClient(gateway: string, token: string): string {
  const env = { GATEWAY: gateway, TOKEN: token };
  build(TYPED_CLIENT, env);
  return carryOut(TYPED_CLIENT, ['run', '-s', 'start'], env);
}

/** Runs npm to its end; what it printed. @throws Error with that where it failed */
function carryOut(folder: string, args: string[], env: Env = {}): string {
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const { status, stdout, stderr } = spawnSync('npm', args, options);
  if (status !== 0) throw new Error(`${folder}: npm ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** The gateway and the previews of the examples, which end together. */
export class Programs {
  readonly token = randomBytes(24).toString('hex');
  readonly #children: ChildProcess[] = [];

  /** The built gateway on an embedded database with demo data; its address. */
  startGateway(dataDir: string, env: Record<string, string>): Promise<string> {
    return this.#start('build/main.js', [], {
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      PORT: '0',
      BOOTSTRAP_TOKEN: this.token,
      LOG_LEVEL: 'error',
      ...env,
    });
  }

  /** The built pages of an example, with the gateway behind them. */
  preview(
    { folder, host, port }: { folder: string; host: string; port: number },
    gateway: string,
  ): Promise<string> {
    const args = ['preview', '--strictPort', '--host', host, '--port', String(port)];
    return this.#start('node_modules/vite/bin/vite.js', args, { GATEWAY: gateway }, folder);
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map(async (child) => {
        if (child.exitCode !== null) return;
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }),
    );
  }

  /** Starts a program and waits until it prints where it listens; five minutes at most. */
  #start(program: string, args: string[], env: Record<string, string>, cwd = '.') {
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    return new Promise<string>((resolve, reject) => {
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        // Vite colors the port in CI, even where nobody looks.
        const text = stripVTControlCharacters(printed);
        const [url] = /http:\/\/(127\.0\.0\.1|localhost):\d+/.exec(text) ?? [];
        if (url) resolve(url);
      });
      const silent = () =>
        reject(new Error(`${program} said no address in five minutes:\n${printed}`));
      setTimeout(silent, 300_000).unref();
      child.once('exit', (code) => reject(new Error(`${program} ended with ${code}:\n${printed}`)));
    });
  }
}
