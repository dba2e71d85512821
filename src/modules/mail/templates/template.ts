import type { EmailTemplateType } from '#generated/prisma/client.ts';

/** An email every installation begins with; staff may change its words. */
export interface SeedTemplate {
  /** How events and programs find it. */
  name: string;
  type: EmailTemplateType;
  subject: string;
  /** What stands between the greeting and the signature, HTML. */
  body: string;
  /** Offered as welcome email of products and domains. */
  isWelcome?: true;
}

/** Emails of one type, without repeating the type. */
export const templatesOf = (
  type: EmailTemplateType,
  templates: readonly Omit<SeedTemplate, 'type'>[],
): SeedTemplate[] => templates.map((template) => ({ ...template, type }));
