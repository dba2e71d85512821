/** Writes schema.graphql from the code: `npm run schema`. */
import { writeFileSync } from 'node:fs';
import { schema } from '#modules/schema.ts';
import { printAnnotated } from '#schema/print.ts';

writeFileSync('schema.graphql', printAnnotated(schema));
console.log('schema.graphql is written.');
