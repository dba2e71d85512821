interface OfAffiliate {
  affiliateId: number;
  clientId: number;
}

/** What affiliates announces. */
export interface AffiliatesEvents {
  'affiliate.activated': OfAffiliate;
  'affiliate.applied': { applicationId: number; clientId: number };
  'affiliate.rejected': { applicationId: number; clientId: number };
  /** What was agreed with it. */
  'affiliate.changed': OfAffiliate;
  'affiliate.commissionEarned': OfAffiliate & { commissionId: number };
  /** Something was taken back of it, or given again. */
  'affiliate.commissionChanged': OfAffiliate & { commissionId: number };
  'affiliate.withdrawalRequested': OfAffiliate & { withdrawalId: number };
  'affiliate.withdrawalSettled': OfAffiliate & { withdrawalId: number };
}
