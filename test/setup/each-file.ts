import { afterAll } from 'vitest';
import { useSystemClock } from '#core/clock.ts';
import { startNextFile } from './database.ts';
import { stopAll } from './stops.ts';

startNextFile();
afterAll(stopAll);
// Files share the clock: one that fails while the clock stands does not stop it for the next.
afterAll(useSystemClock);
