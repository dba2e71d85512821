import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Version = [number, number, number];

const versionOf = (text: string): Version => {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map((part) => Number(part) || 0);
  return [major, minor, patch];
};

const isAtLeast = (one: Version, other: Version) => {
  const at = one.findIndex((part, place) => part !== other[place]);
  return at < 0 || one[at]! > other[at]!;
};

/** Whether a version of Node is one that a package's `engines` names; in the forms that ours have. */
const isIn = (version: Version, range: string): boolean =>
  range.split('||').some((part) => {
    const [, sign = '', least = ''] = /^\s*(>=|\^|)\s*([\d.x*]+)\s*$/.exec(part) ?? [];
    if (!least) throw new Error(`A form of engines that is not known here: ${part}`);
    if (least === '*') return true;
    const from = versionOf(least);
    return isAtLeast(version, from) && (sign === '>=' || version[0] === from[0]);
  });

it('promises the least Node that every package runs on, and one number (F55)', () => {
  const read = (path: string) => readFileSync(path, 'utf8');
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const [, least = ''] = /^>=([\d.]+)$/.exec(engines.node) ?? [];
  expect(read('README.md')).toContain(`Node ${least} or later`);
  const [, image = ''] = /^FROM node:([\d.]+)/m.exec(read('Dockerfile')) ?? [];
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { engines?: { node?: string } }>;
  };
  const refusing = Object.entries(packages).flatMap(([path, entry]) => {
    const range = entry.engines?.node;
    const tried = [least, image, '24.0.0'].map(versionOf);
    return range && !tried.every((version) => isIn(version, range)) ? [`${path}: ${range}`] : [];
  });
  expect(refusing).toEqual([]);
});
