import { AddCancelRequest } from './AddCancelRequest.ts';
import { DeleteCancelRequest } from './DeleteCancelRequest.ts';
import { DoServiceCustomActions } from './DoServiceCustomActions.ts';
import { GetCancelledPackages } from './GetCancelledPackages.ts';
import { GetClientProduct } from './GetClientProduct.ts';
import { GetClientProducts } from './GetClientProducts.ts';
import { GetModuleConfigurationParameters } from './GetModuleConfigurationParameters.ts';
import { GetModuleQueue } from './GetModuleQueue.ts';
import { GetServers } from './GetServers.ts';
import { ModuleChangePackage } from './ModuleChangePackage.ts';
import { ModuleChangePassword } from './ModuleChangePassword.ts';
import { ModuleCreate } from './ModuleCreate.ts';
import { ModuleCustom } from './ModuleCustom.ts';
import { ModuleSuspend } from './ModuleSuspend.ts';
import { ModuleTerminate } from './ModuleTerminate.ts';
import { ModuleUnsuspend } from './ModuleUnsuspend.ts';
import { UpdateClientProduct } from './UpdateClientProduct.ts';
import { UpgradeProduct } from './UpgradeProduct.ts';

export const servicesCommands = {
  AddCancelRequest,
  DeleteCancelRequest,
  DoServiceCustomActions,
  GetCancelledPackages,
  GetClientProduct,
  GetClientProducts,
  GetModuleConfigurationParameters,
  GetModuleQueue,
  GetServers,
  ModuleChangePackage,
  ModuleChangePassword,
  ModuleCreate,
  ModuleCustom,
  ModuleSuspend,
  ModuleTerminate,
  ModuleUnsuspend,
  UpdateClientProduct,
  UpgradeProduct,
};
