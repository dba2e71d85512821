import { days, type KnownSetting } from './kinds.ts';

/** The most days anything may be kept by a setting: a century. */
const CENTURY = 36_500;

/** Days something is kept that is written for everything that happens. */
const kept = (description: string, value: number, least = 0): KnownSetting => ({
  ...days(description, value, CENTURY),
  range: [least, CENTURY],
});

/** How long the logs are kept; what is older is deleted every night. */
export const retentionSettings = {
  AuditRetentionDays: kept('Days the audit log is kept; 0 for ever, as tax law may ask for.', 0),
  ActivityRetentionDays: kept('Days the activity log is kept; 0 for ever.', 0),
  EmailTextRetentionDays: kept(
    'Days the texts of emails are kept; 0 for ever. Subjects, addresses and times stay.',
    0,
  ),
  WebhookDeliveryRetentionDays: kept(
    'Days an ended webhook delivery is kept, with its payload and answer.',
    90,
    1,
  ),
  TaskRetentionDays: kept(
    'Days an ended task is kept that may be carried out again at no harm: emails, webhook deliveries, look-ups. 0 for ever, as are tasks of orders, accounts and payments.',
    400,
  ),
  RegistrarMessageRetentionDays: kept('Days messages of registrars are kept; 0 for ever.', 400),
  ApiUsageRetentionDays: kept('Days the usage of API credentials is kept.', 400, 1),
} as const satisfies Record<string, KnownSetting>;
