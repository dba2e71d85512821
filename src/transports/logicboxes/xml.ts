import { ExactNumber, type Tree } from './tree.ts';

// Characters that XML 1.0 cannot hold at all, not even escaped.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

const escaped = (text: string) =>
  text
    .replace(IMPOSSIBLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const string = (text: string, indent: string) => `${indent}<string>${escaped(text)}</string>\n`;

/**
 * The tree as this platform's XML: a map is a `<hashtable>` of `<entry>` pairs, every scalar a
 * `<string>`, a list a `<list>`. (No public sample shows typed scalars or lists; these are ours.)
 */
export function toXml(tree: Tree, indent = ''): string {
  if (tree instanceof Map) {
    const entries = [...tree].map(([key, value]) => {
      const inner = `${indent}    `;
      const pair = string(key, inner) + toXml(value, inner);
      return `${indent}  <entry>\n${pair}${indent}  </entry>\n`;
    });
    return `${indent}<hashtable>\n${entries.join('')}${indent}</hashtable>\n`;
  }
  if (Array.isArray(tree))
    return `${indent}<list>\n${tree.map((item) => toXml(item, `${indent}  `)).join('')}${indent}</list>\n`;
  return string(tree instanceof ExactNumber ? tree.text : String(tree), indent);
}
