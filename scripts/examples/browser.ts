import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { authenticator } from './second-factor.ts';

/** Where Chromium is; undefined where there is none. */
export const findChromium = () =>
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Installs Debian's Chromium, as root; where it then is, undefined where that could not be done. */
export function installChromium(): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const options = { stdio: 'ignore', timeout: 300_000 } as const;
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], options);
  return findChromium();
}

/** Nothing goes out but to this machine, neither by the pages nor by the browser itself. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

/** What a walk has: Playwright's page, and what goes beyond it. */
export interface Visit {
  page: Page;
  /** Keeps a picture of the page. */
  shoot: (name: string) => Promise<void>;
  /** Tells what was seen. */
  note: (sentence: string) => void;
  /** The code that an authenticator app shows for a secret. */
  codeFor: (secret: string) => string;
}

/** Starts Chromium with an empty profile; playwright-core is the examples' own. */
export async function openBrowser(executablePath: string, shots: string) {
  const profile = await mkdtemp(join(tmpdir(), 'hostgraph-chromium-'));
  const load = createRequire(resolve('examples/client-area/package.json'));
  const { chromium } = load('playwright-core') as { chromium: BrowserType };
  await mkdir(shots, { recursive: true });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: flags,
    viewport: { width: 1200, height: 850 },
  });
  return {
    /**
     * Goes through an example in a tab of its own; what was seen.
     * @throws Error of the walk, or a fault that the page itself reported
     */
    async visit(title: string, address: string, walk: (visit: Visit) => Promise<unknown>) {
      const page = await context.newPage();
      const seen: string[] = [];
      const faults: string[] = [];
      page.setDefaultTimeout(90_000);
      page.on('pageerror', (error) => faults.push(String(error)));
      const name = title.replaceAll(' ', '-');
      const shoot = async (what: string) =>
        void (await page.screenshot({ path: `${shots}/${name}-${what}.png`, fullPage: true }));
      await page.goto(address);
      try {
        await walk({ page, shoot, note: (each) => seen.push(each), codeFor: authenticator() });
      } catch (error) {
        await shoot('failed');
        throw new Error(`${title}, after “${seen.at(-1) ?? 'nothing'}”`, { cause: error });
      }
      if (faults.length) throw new Error(`${title}: ${faults.join('\n')}`);
      await page.close();
      return seen;
    },
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

// What is used of Playwright, whose types are not among the gateway's packages.
interface BrowserType {
  launchPersistentContext(profile: string, options: object): Promise<Context>;
}
interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
interface Locator {
  fill(text: string): Promise<void>;
  click(): Promise<void>;
  waitFor(): Promise<void>;
  allTextContents(): Promise<string[]>;
  nth(place: number): Locator;
}
interface Page {
  locator(selector: string, options?: { hasText: string }): Locator;
  getByLabel(label: string, options?: { exact: boolean }): Locator;
  getByRole(role: string, options: { name: string; exact?: boolean }): Locator;
  setDefaultTimeout(milliseconds: number): void;
  on(event: 'pageerror', hear: (error: Error) => void): void;
  goto(address: string): Promise<unknown>;
  screenshot(options: object): Promise<unknown>;
  close(): Promise<void>;
}
