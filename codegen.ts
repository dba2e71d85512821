import type { CodegenConfig } from '@graphql-codegen/cli';

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
      JSON: 'unknown',
    },
  },
});

export default {
  schema: 'schema.graphql',
  ignoreNoDocuments: true,
  generates: {
    'src/generated/rapi/': transport('rapi'),
    'src/generated/logicboxes/': transport('logicboxes'),
  },
} satisfies CodegenConfig;
