import { Worker } from 'node:worker_threads';
import type { Bill } from './bill.ts';

interface Printed {
  id: number;
  bytes?: Uint8Array;
  fault?: string;
}

interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

const isBuilt = import.meta.url.endsWith('.js');
const place = new URL(isBuilt ? './paper-worker.js' : './worker.ts', import.meta.url);

/**
 * Run from source, a thread does not inherit the way the process reads TypeScript, so it begins by
 * learning it.
 */
const BOOT = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ tsImport }) => tsImport(workerData, workerData));`;

const waiting = new Map<number, Waiting>();
let press: Worker | null = null;
let last = 0;

/** Prints a bill as PDF in a thread of its own, so that nobody else waits while it is drawn. */
export function print(bill: Bill): Promise<Uint8Array> {
  press ??= startPress();
  // While it prints it keeps the process; idle it does not.
  press.ref();
  last += 1;
  const id = last;
  const printed = new Promise<Uint8Array>((resolve, reject) =>
    waiting.set(id, { resolve, reject }),
  );
  press.postMessage({ id, bill });
  return printed;
}

function startPress(): Worker {
  const worker = isBuilt
    ? new Worker(place)
    : new Worker(BOOT, { eval: true, execArgv: [], workerData: place.href });
  worker.on('message', ({ id, bytes, fault }: Printed) => {
    const requested = waiting.get(id);
    waiting.delete(id);
    if (bytes) requested?.resolve(bytes);
    else requested?.reject(new Error(`A bill could not be printed: ${fault}`));
    if (waiting.size === 0) worker.unref();
  });
  const broken = (error: Error) => {
    if (press === worker) press = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', broken);
  worker.on('exit', () => broken(new Error('The printing thread ended.')));
  return worker;
}
