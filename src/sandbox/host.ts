import { rm } from 'node:fs/promises';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { enterRuntime } from '#core/runtime.ts';
import type { Sandbox } from '#generated/prisma/client.ts';
import type { App } from '#schema/app.ts';
import type { Sandboxes, SandboxToken } from '#schema/sandboxes.ts';
import { layOutSandbox, openBeside } from './lay-out.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';
import { sandboxPlace } from './place.ts';

/** How many sandboxes that nobody asks anything are open in a process, and how long. */
const IDLE = 3;
const IDLE_MS = 10 * 60_000;

/** A sandbox that is open, or is being opened. */
interface Held {
  opened: Promise<OpenSandbox>;
  /** Requests under way. */
  users: number;
  /** Closes it when nobody has asked for a while. */
  timer?: NodeJS.Timeout;
  /** Called before it is closed. */
  closing: (() => Promise<void>)[];
}

/** A sandbox that answers a request. */
interface Entered {
  app: App;
  onClose(close: () => Promise<void>): void;
  leave(): void;
}

/** The sandboxes of a company in this process: each is opened when somebody first asks for it. */
export class SandboxHost implements Sandboxes {
  readonly #company: App;
  /** Those that were asked last come last. */
  readonly #held = new Map<number, Held>();

  constructor(company: App) {
    this.#company = company;
  }

  /**
   * Opens a sandbox, or finds it open, for as long as `use` and what it leaves open takes.
   * @throws DomainError SANDBOX_NOT_FOUND, SANDBOX_NOT_READY
   */
  async enter(handle: string): Promise<Entered> {
    const row = await this.#find(handle);
    const held = this.#hold(row);
    held.users += 1;
    clearTimeout(held.timer);
    const leave = () => {
      held.users -= 1;
      if (held.users === 0) this.#rest(row.id, held);
    };
    try {
      const { app, setClock } = await held.opened;
      setClock(row.clockAt);
      return { app, onClose: (close) => void held.closing.push(close), leave };
    } catch (error) {
      leave();
      throw error;
    }
  }

  layOut(id: number, token: SandboxToken): Promise<void> {
    return this.#asCompany(async () => {
      const row = await this.#company.db.sandbox.findUniqueOrThrow({ where: { id } });
      await layOutSandbox(this.#company, row, token);
    });
  }

  async close(id: number): Promise<void> {
    const held = this.#held.get(id);
    this.#held.delete(id);
    if (held) await closed(held);
  }

  async drop(id: number): Promise<void> {
    const { config, database } = this.#company;
    await this.close(id);
    const place = sandboxPlace(config, id);
    await database.dropBeside(place);
    await rm(place.folder, { recursive: true, force: true });
  }

  /** Closes those that have ended. */
  async closeEnded(): Promise<void> {
    const ids = [...this.#held.keys()];
    const where = { id: { in: ids }, state: 'READY' as const };
    const rows = await this.#company.db.sandbox.findMany({ where, select: { id: true } });
    const living = new Set(rows.map(({ id }) => id));
    await Promise.all(ids.filter((id) => !living.has(id)).map((id) => this.close(id)));
  }

  /** Closes all of them, as a stop does. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#held.keys()].map((id) => this.close(id)));
  }

  async #find(handle: string): Promise<Sandbox> {
    const row = await this.#company.db.sandbox.findUnique({ where: { handle } });
    if (row?.state === 'CREATING') throw new DomainError('SANDBOX_NOT_READY');
    if (row?.state !== 'READY' || row.expiresAt <= now())
      throw new DomainError('SANDBOX_NOT_FOUND');
    return row;
  }

  #hold(row: Sandbox): Held {
    const { id } = row;
    const held = this.#held.get(id) ?? { opened: this.#open(row), users: 0, closing: [] };
    // One that could not be opened is tried anew by the next request.
    held.opened.catch(() => this.#held.get(id) === held && this.#held.delete(id));
    this.#held.delete(id);
    this.#held.set(id, held);
    return held;
  }

  #open(row: Sandbox): Promise<OpenSandbox> {
    const company = this.#company;
    return this.#asCompany(async () =>
      openSandbox(company, row, await openBeside(company, row), { works: true }),
    );
  }

  /** Has one that nobody asks anything closed in a while, and at once where there are too many. */
  #rest(id: number, held: Held): void {
    const end = (sandboxId: number) =>
      this.close(sandboxId).catch((err: unknown) =>
        this.#company.log.warn({ err, sandboxId }, 'A sandbox was not closed cleanly.'),
      );
    held.timer = setTimeout(() => void end(id), IDLE_MS).unref();
    const idle = [...this.#held].filter(([, { users }]) => users === 0);
    for (const [one] of idle.slice(0, -IDLE)) void end(one);
  }

  #asCompany<Result>(work: () => Promise<Result>): Promise<Result> {
    return enterRuntime(this.#company.runtime, work);
  }
}

async function closed({ opened, closing, timer }: Held): Promise<void> {
  clearTimeout(timer);
  const sandbox = await opened.catch(() => null);
  for (const close of closing) await close();
  await sandbox?.stop();
}

/** Hosts the sandboxes of a company in this process. */
export function hostSandboxes(app: App): SandboxHost {
  if (app.sandboxes instanceof SandboxHost) return app.sandboxes;
  const host = new SandboxHost(app);
  app.sandboxes = host;
  app.onStop(() => host.closeAll());
  app.outbox.onPublished(['sandbox.deleted'], () => {
    host
      .closeEnded()
      .catch((err: unknown) => app.log.warn({ err }, 'A sandbox was not closed cleanly.'));
  });
  return host;
}
