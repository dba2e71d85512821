import { billingSettings } from '#modules/settings/known-settings/billing.ts';
import { companySettings } from '#modules/settings/known-settings/company.ts';
import { retentionSettings } from '#modules/settings/known-settings/retention.ts';
import { supportSettings } from '#modules/settings/known-settings/service.ts';

export type { KnownSetting, SettingType } from '#modules/settings/known-settings/kinds.ts';

/**
 * Every setting of the company by its name; no other name can be read or set. Booleans are `on` or
 * empty, as old programs write them. Each is read by code that acts on it, or its description begins
 * "For storefronts:".
 */
export const knownSettings = {
  ...companySettings,
  ...billingSettings,
  ...supportSettings,
  ...retentionSettings,
} as const;

/** The name of a setting the company knows. */
export type SettingName = keyof typeof knownSettings;

const byFoldedName = new Map(
  Object.keys(knownSettings).map((name) => [name.toLowerCase(), name as SettingName]),
);

/** The setting of this name, in any case; undefined when there is none. */
export const settingNamed = (name: string): SettingName | undefined =>
  byFoldedName.get(name.trim().toLowerCase());
