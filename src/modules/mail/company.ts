import { dayOf, today } from '#core/clock.ts';
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
  /** Whether a reseller's brand stands in place of the company's own name. */
  isBrand: boolean;
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

/**
 * The brand that a user knows: that of the one reseller whose customers the user's accounts are, or
 * who added a user without accounts. Null for the company's own.
 */
export async function brandOfUser(tx: Tx, userId: number): Promise<Brand | null> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: {
      resellerId: true,
      clientLinks: { select: { client: { select: { resellerId: true } } } },
    },
  });
  const sellers = user?.clientLinks.length
    ? user.clientLinks.map(({ client }) => client.resellerId)
    : [user?.resellerId ?? null];
  const [only, ...others] = new Set(sellers);
  if (!only || others.length) return null;
  return tx.reseller.findUnique({ where: { id: only }, select: brandColumns });
}

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
    // They show the company, as its logo does.
    header: brand ? '' : setting('EmailGlobalHeader'),
    footer: brand ? '' : setting('EmailGlobalFooter'),
    css: setting('EmailCSS'),
    isBrand: brand !== null,
    fromName: brand ? name : setting('MailFromName') || name,
    // Sent from the company's own domain, whosever brand it shows: another's would fail SPF and DMARC.
    fromEmail: setting('MailFromEmail') || setting('Email') || `no-reply@${hostname}`,
    dateFormat: setting('DateFormat'),
  };
}

/** What a template may say of the company, as `company`. */
const companyValues = ({ name, url, email, logoUrl, signature, dateFormat }: Company) => ({
  name,
  url,
  email,
  logo_url: logoUrl,
  signature,
  date_format: dateFormat,
});

/** What every template may use, whatever it is about. */
export const commonValues = (company: Company) => ({
  company: companyValues(company),
  today: formatDay(company, today()),
});

type Writing = Pick<Company, 'dateFormat'>;

/** A day as the company writes it. */
export function formatDay({ dateFormat }: Writing, day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return dateFormat.replace('YYYY', year).replace('MM', month).replace('DD', date);
}

/** A date column as the company writes it; nothing for none. */
export const dayIn = (company: Writing, date: Date | null): string =>
  date ? formatDay(company, toDay(date)) : '';

/** The day of an instant as the company writes it; nothing for none. */
export const dayOfIn = (company: Writing, instant: Date | null): string =>
  instant ? formatDay(company, dayOf(instant)) : '';
