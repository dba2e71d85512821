import { afterAll } from 'vitest';
import { startNextFile } from './database.ts';
import { stopAll } from './stops.ts';

startNextFile();
afterAll(stopAll);
