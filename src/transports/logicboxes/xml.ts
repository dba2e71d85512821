import { xmlText } from '#transports/xml-text.ts';
import { ExactNumber, type Tree } from './tree.ts';

const string = (text: string, indent: string) => `${indent}<string>${xmlText(text)}</string>\n`;

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
