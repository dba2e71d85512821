import { AddSecurityQuestion } from './AddSecurityQuestion.ts';
import { AddUser } from './AddUser.ts';
import { ChangeClientPassword } from './ChangeClientPassword.ts';
import { ChangeClientSecurityQuestion } from './ChangeClientSecurityQuestion.ts';
import { ClientDoEmailVerification } from './ClientDoEmailVerification.ts';
import { ClientSendVerificationEmail } from './ClientSendVerificationEmail.ts';
import { DecryptPassword } from './DecryptPassword.ts';
import { DeleteSecurityQuestion } from './DeleteSecurityQuestion.ts';
import { DeleteUserClient } from './DeleteUserClient.ts';
import { DoActivateTwoFaMod } from './DoActivateTwoFaMod.ts';
import { DoDeactivateTwoFaMod } from './DoDeactivateTwoFaMod.ts';
import { DoSendTwoFaMod } from './DoSendTwoFaMod.ts';
import { DoTwoFaVerification } from './DoTwoFaVerification.ts';
import { EncryptPassword } from './EncryptPassword.ts';
import { ForgotPassword } from './ForgotPassword.ts';
import { GenerateSupportPin } from './GenerateSupportPin.ts';
import { GetSecurityQuestion } from './GetSecurityQuestion.ts';
import { GetSsoAuths } from './GetSsoAuths.ts';
import { GetTwoFaMods } from './GetTwoFaMods.ts';
import { GetTwoFaVerificationForm } from './GetTwoFaVerificationForm.ts';
import { GetUserPermissions } from './GetUserPermissions.ts';
import { GetUsers } from './GetUsers.ts';
import { ResetPassword } from './ResetPassword.ts';
import { UpdateUser } from './UpdateUser.ts';
import { ValidateApi } from './ValidateApi.ts';
import { ValidateLogin } from './ValidateLogin.ts';

export const accessCommands = {
  AddSecurityQuestion,
  AddUser,
  ChangeClientPassword,
  ChangeClientSecurityQuestion,
  ClientDoEmailVerification,
  ClientSendVerificationEmail,
  DecryptPassword,
  DeleteSecurityQuestion,
  DeleteUserClient,
  DoActivateTwoFaMod,
  DoDeactivateTwoFaMod,
  DoSendTwoFaMod,
  DoTwoFaVerification,
  EncryptPassword,
  ForgotPassword,
  GenerateSupportPin,
  GetSecurityQuestion,
  GetSsoAuths,
  GetTwoFaMods,
  GetTwoFaVerificationForm,
  GetUserPermissions,
  GetUsers,
  ResetPassword,
  UpdateUser,
  ValidateApi,
  ValidateLogin,
};
