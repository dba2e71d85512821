import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = '/usr/lib/postgresql';

/** Where the server's own programs are; null where there are none. */
const binaries = (): string | null => {
  const versions = existsSync(ROOT) ? readdirSync(ROOT).toSorted() : [];
  const folders = versions.map((version) => join(ROOT, version, 'bin'));
  return folders.findLast((folder) => existsSync(join(folder, 'initdb'))) ?? null;
};

/** PostgreSQL does not run as root: then it is the user of that name. */
function owner(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return { uid: process.getuid!(), gid: process.getgid!() };
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** Whether a replica can be made here. */
export const canReplicate = (): boolean =>
  binaries() !== null && owner() !== null && process.env.TEST_DATABASE_URL !== undefined;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server of PostgreSQL of a test's own. */
export interface OwnServer {
  url: string;
  name: string;
  stop(): void;
  start(): void;
}

/** A database with a streaming replica on loopback, in a temporary folder. */
export async function replicaCluster() {
  const bin = binaries()!;
  const user = owner()!;
  const root = mkdtempSync(join(tmpdir(), 'hostgraph-replica-'));
  chownSync(root, user.uid, user.gid);
  const run = (program: string, ...args: string[]) =>
    void execFileSync(join(bin, program), args, { ...user, stdio: 'ignore', cwd: root });
  const server = (folder: string, port: number): OwnServer => {
    const data = join(root, folder);
    return {
      url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      name: `127.0.0.1:${port}`,
      start: () =>
        run(
          'pg_ctl',
          'start',
          '-w',
          '-D',
          data,
          '-l',
          join(root, `${folder}.log`),
          '-o',
          `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${root} -c fsync=off`,
        ),
      stop: () => run('pg_ctl', 'stop', '-D', data, '-m', 'immediate'),
    };
  };
  run('initdb', '-D', join(root, 'primary'), '-A', 'trust', '-U', 'postgres', '--no-sync');
  const primary = server('primary', await freePort());
  primary.start();
  const source = new URL(primary.url);
  run(
    'pg_basebackup',
    '-D',
    join(root, 'replica'),
    '-R',
    '-c',
    'fast',
    '--no-sync',
    '-U',
    'postgres',
    '-h',
    source.hostname,
    '-p',
    source.port,
  );
  const replica = server('replica', await freePort());
  replica.start();
  return {
    primary,
    replica,
    /** Has the replica apply what it is sent so much later. */
    delay: (setting: string) => {
      const file = join(root, 'replica', 'postgresql.auto.conf');
      appendFileSync(file, `\nrecovery_min_apply_delay = '${setting}'\n`);
      run('pg_ctl', 'reload', '-D', join(root, 'replica'));
    },
    end: () => {
      for (const each of [replica, primary])
        try {
          each.stop();
        } catch {
          // It is stopped already.
        }
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A Redis of a test's own. */
export async function ownRedis(): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const options = ['--port', String(port), '--save', '', '--bind', '127.0.0.1'];
  const redis = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve) => {
    redis.stdout.on('data', (text: Buffer) => {
      if (String(text).includes('eady to accept')) resolve();
    });
  });
  return { url: `redis://127.0.0.1:${port}`, process: redis };
}
