import { startNextFile } from './database.ts';

startNextFile();
