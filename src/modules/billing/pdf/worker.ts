import { parentPort } from 'node:worker_threads';
import { type Bill, printBill } from './bill.ts';

/** The thread that prints: a bill comes in, its bytes or what went wrong go out. */
parentPort?.on('message', ({ id, bill }: { id: number; bill: Bill }) => {
  printBill(bill).then(
    (bytes) => parentPort?.postMessage({ id, bytes }),
    (error: unknown) => parentPort?.postMessage({ id, fault: String(error) }),
  );
});
