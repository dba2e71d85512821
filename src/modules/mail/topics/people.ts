import { asFormatted } from '#core/money.ts';
import { fullNameOf } from '#core/names.ts';
import { dayOfIn } from '#modules/mail/company.ts';
import type { ReadTopic } from '#modules/mail/topic.ts';

const currency = { select: { code: true, prefix: true, suffix: true, format: true } } as const;

/** An email to a user, who is not the same as a client. */
export const userTopic: ReadTopic = async ({ tx }, id) => {
  const user = await tx.user.findUnique({ where: { id } });
  if (!user) return null;
  const name = fullNameOf(user);
  return {
    clientId: null,
    person: { name, email: user.email, language: user.language, userId: id },
    values: () => ({
      user: {
        id,
        first_name: user.firstName,
        last_name: user.lastName,
        full_name: name,
        email: user.email,
      },
    }),
  };
};

/** An email to a staff member. */
export const adminTopic: ReadTopic = async ({ tx }, id) => {
  const admin = await tx.admin.findUnique({ where: { id } });
  if (!admin) return null;
  const name = fullNameOf(admin);
  return {
    clientId: null,
    person: { name, email: admin.email, language: admin.language, adminId: id },
    values: () => ({
      user: {
        id,
        first_name: admin.firstName,
        last_name: admin.lastName,
        full_name: name,
        email: admin.email,
      },
    }),
  };
};

/** An email to somebody who is asked to join a client's account. */
export const invitationTopic: ReadTopic = async ({ tx }, id) => {
  const invitation = await tx.userInvitation.findUnique({
    where: { id },
    include: { invitedByUser: true },
  });
  if (!invitation) return null;
  const { invitedByUser: host } = invitation;
  return {
    clientId: invitation.clientId,
    person: { name: '', email: invitation.email, language: '' },
    values: (company) => ({
      invitation: {
        invited_by: host ? fullNameOf(host) : '',
        expires_on: dayOfIn(company, invitation.expiresAt),
      },
    }),
  };
};

/** An email about somebody's earnings as an affiliate. */
export const affiliateTopic: ReadTopic = async ({ tx }, id) => {
  const affiliate = await tx.affiliate.findUnique({ where: { id }, include: { currency } });
  if (!affiliate) return null;
  return {
    clientId: affiliate.clientId,
    values: (company) => ({
      affiliate: {
        id,
        code: affiliate.code,
        link: `${company.url}/?aff=${encodeURIComponent(affiliate.code)}`,
        visitors: affiliate.visitors,
        balance: asFormatted(affiliate.balance, affiliate.currency),
        withdrawn: asFormatted(affiliate.withdrawn, affiliate.currency),
      },
    }),
  };
};

/** An email about the request to become an affiliate. */
export const applicationTopic: ReadTopic = async ({ tx }, id) => {
  const application = await tx.affiliateApplication.findUnique({ where: { id } });
  if (!application) return null;
  return {
    clientId: application.clientId,
    values: () => ({ application: { id, status: application.status, reason: application.reason } }),
  };
};
