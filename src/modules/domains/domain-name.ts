import { domainToUnicode } from 'node:url';
import { parse } from 'tldts';
import { asciiDomain } from '#core/text.ts';

/** A name taken apart: `größe.co.uk` is `xn--gre-6ka8i` below `co.uk`. */
export interface SplitName {
  /** Lower-case ASCII. */
  name: string;
  unicodeName: string;
  label: string;
  extension: string;
}

/** Why a text is no name that can be had. */
export type NameProblem = 'invalid' | 'unsupported';

/**
 * Takes a name apart at the longest TLD that is on sale. A name below somebody's domain (`a.b.com`) and a public ending itself (`co.uk`) are invalid; an
 * ending nobody sells here is unsupported.
 */
export function splitDomainName(
  text: string,
  isSold: (extension: string) => boolean,
): SplitName | NameProblem {
  const name = asciiDomain(text);
  if (!name) return 'invalid';
  const labels = name.split('.');
  const { publicSuffix, isIcann } = parse(name, { allowPrivateDomains: false });
  if (isIcann && publicSuffix === name) return 'invalid';
  // RFC 5891, 4.2.3.1: hyphens in the third and fourth place are for A-labels alone.
  if (labels.some((label) => /^(?!xn--)..--/.test(label))) return 'invalid';
  const cuts = labels.slice(1).map((_label, index) => index + 1);
  const cut = cuts.find((at) => isSold(labels.slice(at).join('.')));
  if (cut === undefined) return 'unsupported';
  const extension = labels.slice(cut).join('.');
  // Below `uk` alone `example.co.uk` is no name of its own: the registry sells it below `co.uk`.
  if (isIcann && publicSuffix && publicSuffix.length > extension.length) return 'unsupported';
  if (cut !== 1) return 'invalid';
  return { name, unicodeName: domainToUnicode(name), label: labels[0] ?? '', extension };
}

/** A second-level label alone, in ASCII: what people type without a TLD; undefined if none. */
export function asciiLabel(text: string): string | undefined {
  const trimmed = text.trim();
  if (!trimmed || trimmed.includes('.')) return undefined;
  return asciiDomain(`${trimmed}.example`)?.split('.')[0];
}

/** How many characters people see in a label. */
export const lengthOf = (label: string): number => [...domainToUnicode(label)].length;
