/** What a directory knows of a name. */
export interface DirectoryAnswer {
  status: 'available' | 'unavailable' | 'unknown';
  source: 'rdap' | 'whois';
  /** The registration data, or the reason of an `unknown`; without control characters. */
  text?: string;
}

/** Line feeds stay, other control characters go, and the whole is cut to a length to store. */
export function cleanText(text: string, longest = 65_536): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]+/gu, '')
    .slice(0, longest)
    .trim();
}

/** The entry of the longest suffix of a name that a table has. */
export function bySuffix<T>(name: string, find: (suffix: string) => T | undefined): T | undefined {
  const labels = name.split('.');
  for (let index = 1; index < labels.length; index += 1) {
    const entry = find(labels.slice(index).join('.'));
    if (entry !== undefined) return entry;
  }
  return undefined;
}
