import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({ preserveOrder: true, parseTagValue: false });

/** The tree of the platform's XML, the way its PHP clients read it: every scalar a text. */
export const treeOfXml = (xml: string): unknown => decoded(parser.parse(xml)[0]);

// oxlint-disable-next-line typescript/no-explicit-any -- a parsed document
function decoded(node: any): unknown {
  const [tag] = Object.keys(node);
  const inner = node[tag ?? ''];
  if (tag === 'list') return inner.map(decoded);
  if (tag === 'string') return String(inner[0]?.['#text'] ?? '');
  const entries = (inner as { entry: object[] }[]).map(({ entry: [key, value] }) => [
    decoded(key),
    decoded(value),
  ]);
  return Object.fromEntries(entries as [string, unknown][]);
}

/** The tree of the platform's JSON with every scalar as the text it is written with. */
export const treeOfJson = (json: string): unknown =>
  texts(JSON.parse(json.replace(/(?<=[:[])(-?\d+\.\d+)(?=[,}\]])/g, '"$1"')));

function texts(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(texts);
  if (typeof tree !== 'object' || tree === null) return String(tree);
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, texts(value)]));
}
