import { afterAll } from 'vitest';
import { useSystemClock } from '#core/clock.ts';
import { startNextFile } from './database.ts';
import { stopAll } from './stops.ts';

startNextFile();
afterAll(stopAll);
// The clock of a file that failed while it stood does not stand for the next one.
afterAll(useSystemClock);
