/** How a setting's text is read. */
export type SettingType =
  | 'text'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'choice'
  | 'address'
  | 'email'
  | 'timezone'
  | 'country'
  | 'language'
  | 'host';

/** One setting of the company. */
export interface KnownSetting {
  type: SettingType;
  /** What holds until somebody sets it, written as it is stored. */
  default: string;
  /** The words of a `choice`. */
  choices?: readonly string[];
  /** The smallest and the largest value of a number. */
  range?: readonly [least: number, most: number];
  /** The grammar of a text: what it must be, and whether it is. */
  grammar?: { expected: string; fits: (text: string) => boolean };
  /** Among the parameters a storefront may read (GetParameters). */
  isPublic?: true;
  /**
   * What it decides, in the gateway. A setting that only pages of others act on says so: its
   * description begins "For storefronts:".
   */
  description: string;
}

/** Free text of any number of lines. */
export const text = (description: string, value = ''): KnownSetting => ({
  type: 'text',
  default: value,
  description,
});

/** One line of text. */
export const line = (description: string, value = ''): KnownSetting => ({
  ...text(description, value),
  grammar: {
    expected: 'one line of at most 255 characters',
    fits: (provided) => provided.length <= 255 && !/\p{Cc}/u.test(provided),
  },
});

/** A switch. */
export const flag = (description: string, isOn = false): KnownSetting => ({
  type: 'boolean',
  default: isOn ? 'on' : '',
  description,
});

/** A whole number. */
export const count = (
  description: string,
  value: number,
  range: readonly [number, number],
): KnownSetting => ({ type: 'integer', default: String(value), range, description });

/** Days; a year at most by default. */
export const days = (description: string, value: number, most = 365): KnownSetting =>
  count(description, value, [0, most]);

/** An amount in the base currency. */
export const amount = (description: string, value: string): KnownSetting => ({
  type: 'decimal',
  default: value,
  range: [0, 1_000_000_000],
  description,
});

/** A percentage. */
export const percent = (description: string, value: string): KnownSetting => ({
  type: 'decimal',
  default: value,
  range: [0, 100],
  description,
});

/** One of some words. */
export const choice = (
  description: string,
  choices: readonly [string, ...string[]],
): KnownSetting => ({ type: 'choice', default: choices[0], choices, description });

/** Something that is read by its type alone. */
export const of = (type: SettingType, description: string, value = ''): KnownSetting => ({
  type,
  default: value,
  description,
});

/** A setting storefronts may read. */
export const shown = <Setting extends KnownSetting>(setting: Setting) => ({
  ...setting,
  isPublic: true as const,
});
