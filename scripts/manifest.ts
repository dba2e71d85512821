/**
 * Writes a manifest of trusted documents: `npm run manifest -- <file> [folder …]`. It holds the
 * stored operations of the legacy transports and every operation of the folders' .graphql files.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { schema } from '#modules/schema.ts';
import { storedDocuments } from '#stored-documents.ts';
import { documentHash } from '#transports/graphql/trusted-documents.ts';

const [file = 'documents.json', ...folders] = process.argv.slice(2);
const manifest = new Map(storedDocuments());
for (const folder of folders)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(graphql|gql)$/.test(name)) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    const [fault] = validate(schema, parse(text));
    if (fault) throw new Error(`${join(folder, name)}: ${fault.message}`);
    manifest.set(documentHash(text), text);
  }
const sorted = Object.fromEntries([...manifest].toSorted(([a], [b]) => a.localeCompare(b)));
writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
console.log(`${file} holds ${manifest.size} documents.`);
