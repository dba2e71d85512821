import { AddBannedIp } from './AddBannedIp.ts';
import { GetActivityLog } from './GetActivityLog.ts';
import { GetAdminDetails } from './GetAdminDetails.ts';
import { GetAdminUsers } from './GetAdminUsers.ts';
import { GetAutomationLog } from './GetAutomationLog.ts';
import { GetConfigurationValue } from './GetConfigurationValue.ts';
import { GetHeaderFooterHooks } from './GetHeaderFooterHooks.ts';
import { GetParameters } from './GetParameters.ts';
import { GetStaffOnline } from './GetStaffOnline.ts';
import { GetStats } from './GetStats.ts';
import { GetToDoItemStatuses } from './GetToDoItemStatuses.ts';
import { GetToDoItems } from './GetToDoItems.ts';
import { LogActivity } from './LogActivity.ts';
import { SetConfigurationValue } from './SetConfigurationValue.ts';
import { UnBanIp } from './UnBanIp.ts';
import { UpdateAdminNotes } from './UpdateAdminNotes.ts';

export const systemCommands = {
  AddBannedIp,
  GetActivityLog,
  GetAdminDetails,
  GetAdminUsers,
  GetAutomationLog,
  GetConfigurationValue,
  GetHeaderFooterHooks,
  GetParameters,
  GetStaffOnline,
  GetStats,
  GetToDoItemStatuses,
  GetToDoItems,
  LogActivity,
  SetConfigurationValue,
  UnBanIp,
  UpdateAdminNotes,
};
