import {
  eventClient as client,
  defineEvents,
  eventId as id,
  eventSubjectId as subject,
} from './define.ts';

const ofAffiliate = { affiliateId: subject('Affiliate'), clientId: client() };
const ofApplication = { applicationId: subject('AffiliateApplication'), clientId: client() };

/** Events of affiliates, their commissions and withdrawals. */
export const affiliatesEvents = defineEvents({
  'affiliate.activated': { description: 'A client became an affiliate.', payload: ofAffiliate },
  'affiliate.applied': {
    description: 'A client asked to become an affiliate.',
    payload: ofApplication,
  },
  'affiliate.rejected': {
    description: "A client's request to become an affiliate was declined.",
    payload: ofApplication,
  },
  'affiliate.changed': {
    description: 'What was agreed with an affiliate changed.',
    payload: ofAffiliate,
  },
  'affiliate.commissionEarned': {
    description: 'An affiliate earned a commission.',
    payload: { ...ofAffiliate, commissionId: id('AffiliateCommission') },
  },
  'affiliate.commissionChanged': {
    description: 'Something was taken back of a commission, or given again.',
    payload: { ...ofAffiliate, commissionId: id('AffiliateCommission') },
  },
  'affiliate.withdrawalRequested': {
    description: 'An affiliate wants to be paid.',
    payload: { ...ofAffiliate, withdrawalId: id('AffiliateWithdrawal') },
  },
  'affiliate.withdrawalSettled': {
    description: 'A withdrawal of an affiliate was paid out or rejected.',
    payload: { ...ofAffiliate, withdrawalId: id('AffiliateWithdrawal') },
  },
});
