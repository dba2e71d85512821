/**
 * Inputs without a difference that the walk could see, by the reason. A name is that of a command or
 * a mutation, then of the parameter or field; nothing else may be without an effect.
 */
export const reasons: Readonly<Record<string, RegExp>> = {
  // A second name of the row that the call of the transcript names already.
  'names the same row':
    /^(AddTicketNote\.ticketnum|GetTicket\.ticketnum|Domain(Register|Transfer)\.domain)$/,
  // Stored as a hash or encrypted: two equal calls differ there as well.
  'is a secret':
    /\.(password|answer|accessToken|epp_code|settings\.secretValue)$|^ModuleCustom\.function_json$/,
  // Its whole effect is an entry of the log, which the walk leaves out: every call writes one.
  'is logged': /^LogActivity\.description$/,
  // Whose cart it is, for a visitor: the call is one of a client's.
  'is for visitors': /^(ApplyPromotion|CartChangeDuration)\.client_ip_address$/,
  // Acts on what the shop of these calls does not have, and has tests where it does.
  'needs what is not there':
    /^(CancelOrder|FraudOrder)\.subscription_cancel$|^createAddon\.payType$|^saveResellerApiKey\.(addresses|commands)$/,
};
