import { capabilitiesOf, providerKinds, type ProviderKind } from '#providers/capabilities.ts';
import type { Provider } from '#providers/define.ts';
import type { MissingPackage } from '#providers/registry.ts';
import { builder } from '#schema/builder.ts';
import { listedSettings, ProviderSetting } from './setting.ts';

const descriptions: Readonly<Record<ProviderKind, string>> = {
  registrar: 'Registers domains.',
  panel: 'Creates hosting accounts and servers.',
  gateway: 'Takes payments.',
  fraud: 'Checks orders for fraud.',
  mailer: 'Sends emails.',
  storage: 'Stores the bytes of attachments.',
};

const Kind = builder.enumType('ProviderKind', {
  description: 'What a provider is for.',
  values: Object.fromEntries(
    providerKinds.map((kind) => [
      kind.toUpperCase(),
      { value: kind, description: descriptions[kind] },
    ]),
  ) as Record<Uppercase<ProviderKind>, { value: ProviderKind; description: string }>,
});

interface DeclaredCapability {
  name: string;
  document: string;
}

const ProviderCapability = builder.objectRef<DeclaredCapability>('ProviderCapability').implement({
  read: 'system:read',
  description: 'Something a provider can do.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the capability, e.g. renew.' }),
    document: t.exposeString('document', {
      description: "Part of the provider's public documents that confirms the capability.",
    }),
  }),
});

const ProviderNode = builder.objectRef<Provider>('Provider').implement({
  read: 'system:read',
  description: 'A provider to which accounts can be set up: a registrar, a panel, a gateway …',
  fields: (t) => ({
    kind: t.expose('kind', { type: Kind, description: 'What the provider is for.' }),
    name: t.exposeString('name', { description: 'System name, unique within the kind.' }),
    title: t.exposeString('title', { description: 'Name as people write it.' }),
    documents: t.stringList({
      description: 'Addresses of the public documents the provider is written from.',
      resolve: ({ docs }) => [...docs],
    }),
    hasTestMode: t.boolean({
      description: 'Whether an account can be set to a test system of the provider.',
      resolve: ({ testSettings }) => testSettings !== undefined,
    }),
    settings: t.field({
      type: [ProviderSetting],
      description: 'Settings of an account.',
      resolve: ({ settings }) => listedSettings(settings),
    }),
    productSettings: t.field({
      type: [ProviderSetting],
      description: 'Settings of a product whose accounts a panel creates; empty for other kinds.',
      resolve: (provider) =>
        provider.kind === 'panel' ? listedSettings(provider.packageSettings) : [],
    }),
    capabilities: t.field({
      type: [ProviderCapability],
      description: 'What the provider can do, confirmed by a public document.',
      resolve: ({ capabilities }) =>
        Object.entries(capabilities).map(([name, document]) => ({ name, document })),
    }),
    unconfirmed: t.stringList({
      description:
        'Capabilities of the kind that the provider does not have, or that no public document confirms.',
      resolve: ({ kind, capabilities }) =>
        capabilitiesOf[kind].filter((name) => !Object.hasOwn(capabilities, name)),
    }),
  }),
});

builder.queryField('providers', (t) =>
  t.field({
    type: [ProviderNode],
    description:
      'Providers of this gateway: those that are shipped and those of the packages in PROVIDERS. Staff only.',
    authScopes: { permission: 'system:read' },
    args: { kind: t.arg({ type: Kind, description: 'Only providers of this kind.' }) },
    resolve: (_root, { kind }, { app }) =>
      (kind ? [kind] : providerKinds).flatMap((one) => app.providers.list(one) as Provider[]),
  }),
);

const MissingProviderPackage = builder
  .objectRef<MissingPackage>('MissingProviderPackage')
  .implement({
    read: 'system:read',
    description: 'A package in PROVIDERS that could not be loaded when the gateway was started.',
    fields: (t) => ({
      specifier: t.exposeString('specifier', {
        description: 'Name or path of the package, as in PROVIDERS.',
      }),
      reason: t.exposeString('reason', { description: 'Error of the package.' }),
    }),
  });

builder.queryField('missingProviderPackages', (t) =>
  t.field({
    type: [MissingProviderPackage],
    description:
      'Packages in PROVIDERS that could not be loaded. The gateway runs without their providers. Staff only.',
    authScopes: { permission: 'system:read' },
    resolve: (_root, _args, { app }) => [...app.providers.missing],
  }),
);
