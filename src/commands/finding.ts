import { explained } from './explained.ts';

/** What a check found: fine, or what to do. */
export type Check = () => Promise<string>;

/** What a check came to. */
export interface Finding {
  name: string;
  isFine: boolean;
  /** What was found, or what to do. */
  text: string;
}

/** How long somebody outside may take to answer, in milliseconds. */
export const LATE_MS = 10_000;

/** What was asked of somebody outside. @throws Error where no answer comes in time */
export async function inTime<Answer>(asked: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new Error(`No answer came within ${LATE_MS / 1_000} s.`);
    timer = setTimeout(() => reject(error), LATE_MS);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** Does a check; whatever it throws says what is wrong. */
export async function findingOf(name: string, check: Check): Promise<Finding> {
  try {
    return { name, isFine: true, text: await check() };
  } catch (error) {
    return { name, isFine: false, text: explained(error) ?? (error as Error).message };
  }
}
