import { CreateTLD } from './CreateTLD.ts';
import { GetRegistrars } from './GetRegistrars.ts';
import { GetTLDPricing } from './GetTLDPricing.ts';
import { UpdateTLD } from './UpdateTLD.ts';

export const domainsCommands = {
  CreateTLD,
  GetRegistrars,
  GetTLDPricing,
  UpdateTLD,
};
