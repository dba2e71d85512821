import { CreateTLD } from './CreateTLD.ts';
import { DoDomainCustomActions } from './DoDomainCustomActions.ts';
import { DomainGetLockingStatus } from './DomainGetLockingStatus.ts';
import { DomainGetNameservers } from './DomainGetNameservers.ts';
import { DomainGetWhoisInfo } from './DomainGetWhoisInfo.ts';
import { DomainRegister } from './DomainRegister.ts';
import { DomainRenew } from './DomainRenew.ts';
import { DomainRequestEPP } from './DomainRequestEPP.ts';
import { DomainSearch } from './DomainSearch.ts';
import { DomainSpotlights } from './DomainSpotlights.ts';
import { DomainTransfer } from './DomainTransfer.ts';
import { DomainUpdateLockingStatus } from './DomainUpdateLockingStatus.ts';
import { DomainUpdateNameservers } from './DomainUpdateNameservers.ts';
import { DomainUpdateWhoisInfo } from './DomainUpdateWhoisInfo.ts';
import { GetClientDomain } from './GetClientDomain.ts';
import { GetClientDomains } from './GetClientDomains.ts';
import { GetRegistrars } from './GetRegistrars.ts';
import { GetTLDPricing } from './GetTLDPricing.ts';
import { UpdateClientDomain } from './UpdateClientDomain.ts';
import { UpdateTLD } from './UpdateTLD.ts';

export const domainsCommands = {
  CreateTLD,
  DoDomainCustomActions,
  DomainGetLockingStatus,
  DomainGetNameservers,
  DomainGetWhoisInfo,
  DomainRegister,
  DomainRenew,
  DomainRequestEPP,
  DomainSearch,
  DomainSpotlights,
  DomainTransfer,
  DomainUpdateLockingStatus,
  DomainUpdateNameservers,
  DomainUpdateWhoisInfo,
  GetClientDomain,
  GetClientDomains,
  GetRegistrars,
  GetTLDPricing,
  UpdateClientDomain,
  UpdateTLD,
};
