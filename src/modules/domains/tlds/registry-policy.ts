import { builder } from '#schema/builder.ts';
import { DomainError } from '#core/errors.ts';
import { TldFieldType } from './tld-kinds.ts';
import {
  type RegistryPolicy,
  registryPolicy,
  type RegistryQuestion,
  type RegistrySource,
} from './registry-questions.ts';
import { extensionOf } from './tlds.ts';

const RegistryQuestionRef = builder.objectRef<RegistryQuestion>('RegistryQuestion').implement({
  read: 'catalog:read',
  description: 'A question a registry asks of who registers a name.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the answer, which each registrar receives in its own words.',
    }),
    label: t.exposeString('label', { description: 'Text of the registry question.' }),
    type: t.expose('type', {
      type: TldFieldType,
      description: 'Input type of the registry question.',
    }),
    options: t.stringList({
      description: 'Answers that a DROPDOWN may have; empty for other types.',
      resolve: ({ options }) => [...(options ?? [])],
    }),
    isRequired: t.exposeBoolean('isRequired', {
      description: 'Whether the registry takes no registration without an answer.',
    }),
  }),
});

const RegistrySourceRef = builder.objectRef<RegistrySource>('RegistrySource').implement({
  read: 'catalog:read',
  description: 'A public document of a registry, or of a registrar that sells its TLD.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'Address of the document.' }),
    confirms: t.exposeString('confirms', {
      description: 'Which of the questions and answers the document confirms.',
    }),
  }),
});

const RegistryPolicyRef = builder.objectRef<RegistryPolicy>('RegistryPolicy').implement({
  read: 'catalog:read',
  description: 'What the registry of a TLD asks of who registers a name.',
  fields: (t) => ({
    sources: t.field({
      type: [RegistrySourceRef],
      listSize: 3,
      description:
        'Public documents that confirm the questions; empty where there are none, and nothing is asked unless staff say so.',
      resolve: ({ sources }) => [...sources],
    }),
    questions: t.field({
      type: [RegistryQuestionRef],
      listSize: 10,
      description: 'Questions of the registry; empty where it asks for contacts only.',
      resolve: ({ questions }) => [...questions],
    }),
  }),
});

builder.queryField('registryPolicy', (t) =>
  t.field({
    type: RegistryPolicyRef,
    nullable: true,
    description:
      'What the registry of a TLD asks, as shipped for the TLDs that are sold most; null for others. `createTld` adds these questions to a TLD unless it names its own.',
    authScopes: { permission: 'catalog:read' },
    args: {
      extension: t.arg.string({ required: true, description: 'The TLD, e.g. us or co.uk.' }),
    },
    resolve: (_root, { extension }) => {
      const known = extensionOf(extension);
      if (!known)
        throw new DomainError('BAD_INPUT', 'extension: a TLD such as us.', { field: 'extension' });
      return registryPolicy(known) ?? null;
    },
  }),
);
