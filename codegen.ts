import { readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { Kind, parse, print, visit } from 'graphql';

/** The typed operations of a legacy transport, each from the documents written in its own folder. */
const transport = (name: string) => ({
  documents: [`src/transports/${name}/**/*.ts`],
  preset: 'client' as const,
  presetConfig: { fragmentMasking: false },
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    strictScalars: true,
    importExtension: '.ts',
    scalars: {
      ID: 'string',
      Decimal: 'string',
      DateTime: 'string',
      Date: 'string',
      CountryCode: 'string',
      CurrencyCode: 'string',
      Secret: 'string',
      Upload: 'string',
      JSON: 'unknown',
    },
  },
});

/**
 * The schema as the stored operations of the legacy transports see it: they are executed only where
 * every permission they need is held, so that `@semanticNonNull` fields are never null in them.
 */
const strictSchema = () =>
  print(
    visit(parse(readFileSync('schema.graphql', 'utf8')), {
      FieldDefinition: (field) =>
        field.type.kind !== Kind.NON_NULL_TYPE &&
        field.directives?.some(({ name }) => name.value === 'semanticNonNull')
          ? { ...field, type: { kind: Kind.NON_NULL_TYPE, type: field.type } }
          : undefined,
    }),
  );

export default {
  schema: strictSchema(),
  ignoreNoDocuments: true,
  generates: {
    'src/generated/rapi/': transport('rapi'),
    'src/generated/logicboxes/': transport('logicboxes'),
    'src/generated/whmcs/': transport('whmcs'),
    'src/generated/migrate/': transport('migrate'),
  },
} satisfies CodegenConfig;
