import { DoResellerApiKeyDelete } from './DoResellerApiKeyDelete.ts';
import { DoResellerApiKeySave } from './DoResellerApiKeySave.ts';
import { DoResellerIpDelete } from './DoResellerIpDelete.ts';
import { DoResellerIpSave } from './DoResellerIpSave.ts';
import { GetResellerApiForm } from './GetResellerApiForm.ts';
import { GetResellerApis } from './GetResellerApis.ts';
import { GetResellerIPs } from './GetResellerIPs.ts';
import { GetResellerIpForm } from './GetResellerIpForm.ts';
import { GetResellerProductsPrices } from './GetResellerProductsPrices.ts';
import { GetResellerTldPrices } from './GetResellerTldPrices.ts';

export const resellersCommands = {
  DoResellerApiKeyDelete,
  DoResellerApiKeySave,
  DoResellerIpDelete,
  DoResellerIpSave,
  GetResellerApiForm,
  GetResellerApis,
  GetResellerIPs,
  GetResellerIpForm,
  GetResellerProductsPrices,
  GetResellerTldPrices,
};
