import { readFileSync } from 'node:fs';

interface Package {
  version: string;
}

const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');

/** The version of the gateway, as its package says it. */
export const { version } = JSON.parse(text) as Package;
