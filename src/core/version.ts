import { readFileSync } from 'node:fs';
import { projectFile } from './project.ts';

interface Package {
  version: string;
}

const text = readFileSync(projectFile('package.json'), 'utf8');

/** The version of the gateway, as its package says it. */
export const { version } = JSON.parse(text) as Package;
