import { AffiliateActivate } from './AffiliateActivate.ts';
import { DoAffiliateRequest } from './DoAffiliateRequest.ts';
import { GetAffiliateFormFields } from './GetAffiliateFormFields.ts';
import { GetAffiliates } from './GetAffiliates.ts';

export const affiliatesCommands = {
  AffiliateActivate,
  DoAffiliateRequest,
  GetAffiliateFormFields,
  GetAffiliates,
};
