import { z } from 'zod';
import type { Provider } from '#providers/define.ts';
import { describeSettings, type SettingField } from '#providers/settings.ts';
import { builder } from '#schema/builder.ts';
import { MASK } from '#schema/masked-secret.ts';
import type { Work } from '#schema/work.ts';

/** A setting of a provider with what is stored for it in an account. */
export interface StoredField extends SettingField {
  stored?: string | undefined;
}

const SettingType = builder.enumType('ProviderSettingType', {
  description: 'How a setting of a provider is entered in a form.',
  values: {
    TEXT: { value: 'text', description: 'One line of text.' },
    PASSWORD: { value: 'password', description: 'Secret text that is not shown.' },
    TEXTAREA: { value: 'textarea', description: 'Several lines of text.' },
    URL: { value: 'url', description: 'Web address.' },
    SELECT: { value: 'select', description: "One of the setting's options." },
    YESNO: { value: 'yesno', description: 'Yes or no.' },
  } as const,
});

export const ProviderSetting = builder.objectRef<StoredField>('ProviderSetting').implement({
  read: 'system:read',
  description: 'A setting the operator enters to use a provider.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Key of the setting.' }),
    label: t.exposeString('label', { description: 'Label of the setting in a form.' }),
    description: t.exposeString('description', {
      description: 'Explanation of the setting; empty if its label says it all.',
    }),
    type: t.expose('type', { type: SettingType, description: 'Input type of the setting.' }),
    isRequired: t.exposeBoolean('required', {
      description: 'Whether the provider requires the setting.',
    }),
    isSecret: t.exposeBoolean('secret', {
      description: 'Whether the setting is stored encrypted and never shown.',
    }),
    isSet: t.boolean({
      description: 'Whether a value is stored for the setting.',
      resolve: ({ stored }) => stored !== undefined,
    }),
    value: t.string({
      nullable: true,
      description:
        'Stored value of the setting; null if nothing is stored, and always for secrets.',
      resolve: ({ secret, stored }) => (secret ? null : (stored ?? null)),
    }),
    default: t.string({
      nullable: true,
      description: 'Value used while nothing is stored for the setting.',
      resolve: (row) => row.default ?? null,
    }),
    options: t.stringList({
      description: 'Choices of a SELECT setting.',
      resolve: ({ options }) => [...(options ?? [])],
    }),
  }),
});

/** The settings of a provider that are listed, with what an account stores for them. */
export const listedSettings = (
  schema: z.ZodObject,
  stored: Readonly<Record<string, string>> = {},
): StoredField[] =>
  describeSettings(schema)
    .filter(({ hidden }) => !hidden)
    .map((field) => ({ ...field, stored: stored[field.name] }));

export const ProviderSettingInput = builder.inputType('ProviderSettingInput', {
  description: "One setting of a provider's account.",
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the setting, as `providers` lists it, e.g. apiKey.',
    }),
    secretValue: t.field({
      type: 'Secret',
      required: true,
      description:
        'Value to store for the setting; empty clears it and restores the default. A secret sent as `•••` stays what it is. Stored encrypted.',
      validate: z.string().max(20_000),
    }),
  }),
});

/**
 * Stored settings with those that were received: an empty one is deleted, others stay.
 * @throws DomainError BAD_INPUT for a setting that the provider does not have
 */
export function mergeSettings(
  { fail }: Pick<Work, 'fail'>,
  { settings: schema }: Pick<Provider, 'settings'>,
  stored: Readonly<Record<string, string>>,
  received: readonly { name: string; secretValue: string }[],
): Record<string, string> {
  const settings = { ...stored };
  const fields = describeSettings(schema);
  const known = fields.map(({ name }) => name);
  const secrets = new Set(fields.filter(({ secret }) => secret).map(({ name }) => name));
  for (const [place, { name, secretValue }] of received.entries()) {
    if (!known.includes(name)) {
      const message = known.length ? `must be one of ${known.join(', ')}` : 'must be left out';
      const path = ['input', 'settings', place, 'name'];
      fail('BAD_INPUT', `name: ${message}`, {
        field: `settings.${place}.name`,
        issues: [{ path, message }],
      });
    }
    // A form that is saved as it was shown changes no secret.
    if (secretValue.trim() === MASK && secrets.has(name)) continue;
    if (secretValue.trim()) settings[name] = secretValue.trim();
    else delete settings[name];
  }
  return settings;
}
