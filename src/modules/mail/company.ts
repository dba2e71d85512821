import { dayOf } from '#core/clock.ts';
import { type Day, toDay } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { knownSettings, type SettingName } from '#modules/settings/known-settings.ts';
import type { Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';

/** How the company, or a reseller under its own name, appears in emails. */
export interface Company {
  name: string;
  url: string;
  /** Where customers write to; may be empty. */
  email: string;
  logoUrl: string;
  signature: string;
  header: string;
  footer: string;
  css: string;
  fromName: string;
  fromEmail: string;
  dateFormat: string;
}

const names = [
  'CompanyName',
  'Email',
  'SystemURL',
  'LogoURL',
  'Signature',
  'EmailGlobalHeader',
  'EmailGlobalFooter',
  'EmailCSS',
  'MailFromName',
  'MailFromEmail',
  'DateFormat',
] as const satisfies readonly SettingName[];

/** The brand a reseller's customers know. */
export interface Brand {
  brandName: string;
  websiteUrl: string;
  supportEmail: string;
}

/** Which columns make a `Brand`. */
export const brandColumns = {
  brandName: true,
  websiteUrl: true,
  supportEmail: true,
} satisfies Prisma.ResellerSelect;

/** Reads how the company appears; a reseller's customers see the reseller's name instead. */
export async function companyOf(app: App, tx: Tx, brand: Brand | null = null): Promise<Company> {
  const rows = await tx.setting.findMany({
    where: { name: { in: [...names] } },
    select: { name: true, value: true },
  });
  const stored = new Map(rows.map(({ name, value }) => [name, value]));
  const setting = (name: (typeof names)[number]) => stored.get(name) ?? knownSettings[name].default;
  const { hostname } = new URL(app.config.publicUrl);
  const name = brand?.brandName || setting('CompanyName');
  const email = brand?.supportEmail || setting('Email');
  return {
    name,
    url: brand?.websiteUrl || setting('SystemURL') || app.config.publicUrl,
    email,
    logoUrl: brand ? '' : setting('LogoURL'),
    signature: brand ? name : setting('Signature') || name,
    header: setting('EmailGlobalHeader'),
    footer: setting('EmailGlobalFooter'),
    css: setting('EmailCSS'),
    fromName: brand ? name : setting('MailFromName') || name,
    // Sent from the company's own domain, whosever brand it shows: another's would fail SPF and DMARC.
    fromEmail: setting('MailFromEmail') || setting('Email') || `no-reply@${hostname}`,
    dateFormat: setting('DateFormat'),
  };
}

/** What a template may say of the company, as `company`. */
export const companyValues = ({ name, url, email, logoUrl, signature }: Company) => ({
  name,
  url,
  email,
  logo_url: logoUrl,
  signature,
});

type Writing = Pick<Company, 'dateFormat'>;

/** A day as the company writes it. */
export function written({ dateFormat }: Writing, day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return dateFormat.replace('YYYY', year).replace('MM', month).replace('DD', date);
}

/** A date column as the company writes it; nothing for none. */
export const dayIn = (company: Writing, date: Date | null): string =>
  date ? written(company, toDay(date)) : '';

/** The day of an instant as the company writes it; nothing for none. */
export const dayOfIn = (company: Writing, instant: Date | null): string =>
  instant ? written(company, dayOf(instant)) : '';
