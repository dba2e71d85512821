import { z } from 'zod';
import '#core/input-messages.ts';
import { ProviderError } from '#core/provider-error.ts';
import { carriesSecrets } from '#core/addresses/secure-address.ts';

/** How a setting is entered in a form. */
export type ControlType = 'text' | 'password' | 'textarea' | 'url' | 'select' | 'yesno';

/** One setting of a provider, as a form shows it. */
export interface SettingField {
  name: string;
  label: string;
  description: string;
  type: ControlType;
  /** Stored encrypted and never shown again. */
  secret: boolean;
  required: boolean;
  /** Used when the setting is left empty. */
  default?: string;
  options?: readonly string[];
  /** Taken, but not listed: for proxies and tests. */
  hidden: boolean;
}

/** What a setting's schema may say of itself, beside zod's own `title` and `description`. */
interface SettingMeta {
  title?: string;
  description?: string;
  secret?: boolean;
  control?: ControlType;
  default?: string;
  hidden?: boolean;
}

const line = z.string().trim().max(2_000);
const said = <Schema extends z.ZodType>(schema: Schema, meta: SettingMeta) =>
  schema.meta({ ...meta });

const webAddress = line
  .refine((value) => URL.canParse(value) && /^https?:/i.test(value), {
    message: 'is not a web address',
    abort: true,
  })
  .refine(carriesSecrets, 'must begin with https://')
  .transform((value) => (value.endsWith('/') ? value : `${value}/`));

/** The words in which a provider's settings are declared; any zod schema of texts does as well. */
export const setting = {
  /** One line of text. */
  text: (title: string, description = '') => said(line.min(1), { title, description }),
  /** One line that may be left empty. */
  optional: (title: string, description = '') => said(line.optional(), { title, description }),
  /** A password, key or token. */
  secret: (title: string, description = '') =>
    said(line.min(1), { title, description, secret: true, control: 'password' }),
  /** Several lines, such as a certificate. */
  area: (title: string, description = '') =>
    said(z.string().trim().min(1).max(20_000), { title, description, control: 'textarea' }),
  /** Several lines that stay secret, such as a private key. */
  secretArea: (title: string, description = '') =>
    said(z.string().trim().min(1).max(20_000), {
      title,
      description,
      secret: true,
      control: 'textarea',
    }),
  /** A web address with its default. Only https, or http to this very machine; ends in a slash. */
  address: (title: string, value: string, description = '') =>
    said(webAddress.default(value.endsWith('/') ? value : `${value}/`), {
      title,
      description,
      control: 'url',
      default: value,
    }),
  /** Another address than the provider's own, for proxies and tests; taken, but not listed. */
  proxy: () => said(webAddress.optional(), { title: 'API address', control: 'url', hidden: true }),
  /** One of some words. */
  choice: <const Option extends string>(
    title: string,
    options: readonly [Option, ...Option[]],
    value: NoInfer<Option>,
    description = '',
  ) =>
    said(z.enum(options).default(value), { title, description, control: 'select', default: value }),
  /** Yes or no. */
  flag: (title: string, value: boolean, description = '') =>
    said(z.stringbool().default(value), {
      title,
      description,
      control: 'yesno',
      default: value ? 'yes' : 'no',
    }),
};

/** The settings of a provider as they stand in its schema, in that order. */
export function describeSettings(schema: z.ZodObject): SettingField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.entries(properties).map(([name, property]) => {
    const meta = property as SettingMeta & { enum?: string[] };
    const type = meta.control ?? (meta.enum ? 'select' : 'text');
    return {
      name,
      label: meta.title ?? name,
      description: meta.description ?? '',
      type,
      secret: meta.secret === true,
      required: required.includes(name),
      hidden: meta.hidden === true,
      ...(meta.default !== undefined && { default: String(meta.default) }),
      ...(meta.enum && { options: meta.enum }),
    };
  });
}

/** Settings as they are stored: texts by name; an empty one counts as absent. */
export type StoredSettings = Readonly<Record<string, string | undefined>>;

/**
 * The settings of a provider, checked and completed.
 * @param whose as in "The registrar's setting …"
 * @throws ProviderError NOT_SENT naming each setting that is missing or wrong.
 */
export function checkSettings<Schema extends z.ZodObject>(
  whose: string,
  schema: Schema,
  stored: StoredSettings,
): z.output<Schema> {
  const filled = Object.entries(stored).filter(([, value]) => value?.trim());
  const result = schema.safeParse(Object.fromEntries(filled));
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `The ${whose}'s setting "${path.join('.')}" ${message}.`,
  );
  throw new ProviderError('NOT_SENT', [...new Set(problems)].join(' '));
}
