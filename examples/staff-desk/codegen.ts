import type { CodegenConfig } from '@graphql-codegen/cli';

export default {
  schema: '../../schema.graphql',
  documents: ['src/**/*.{ts,tsx}'],
  generates: {
    'src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        nonOptionalTypename: true,
        scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', CurrencyCode: 'string' },
      },
    },
  },
} satisfies CodegenConfig;
