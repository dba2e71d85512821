import { Worker } from 'node:worker_threads';
import { onceFor } from '#core/once-for.ts';
import type { App } from '#schema/app.ts';
import type { Bill } from './bill.ts';
import { Press } from './press.ts';

const isBuilt = import.meta.url.endsWith('.js');
const place = new URL(isBuilt ? './paper-worker.js' : './worker.ts', import.meta.url);

/**
 * Run from source, a thread does not inherit the way the process reads TypeScript, so it begins by
 * learning it.
 */
const BOOT = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ tsImport }) => tsImport(workerData, workerData));`;

const start = (): Worker =>
  isBuilt
    ? new Worker(place)
    : new Worker(BOOT, { eval: true, execArgv: [], workerData: place.href });

const pressOf = onceFor((app: App) => {
  const press = new Press<Bill>(start);
  app.onStop(() => press.close());
  return press;
});

/** Prints a bill as PDF in a thread of its own, so that nobody else waits while it is drawn. */
export const print = (app: App, bill: Bill): Promise<Uint8Array> => pressOf(app).print(bill);
