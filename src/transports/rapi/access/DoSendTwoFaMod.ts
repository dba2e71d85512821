import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { twoFactorModule } from './labels.ts';
import { id } from '#transports/rapi/params.ts';
import { dateTimeText, idText, textOrBlank } from '#transports/rapi/format.ts';

export const DoSendTwoFaMod = legacy({
  params: clientFields({ user_id: id, module: twoFactorModule }),
  operation: graphql(`
    mutation DoSendTwoFaMod($input: SendTwoFactorCodeInput!) {
      sendTwoFactorCode(input: $input) {
        module
        secret
        otpauthUrl
        qrCode
        isSent
        expiresAt
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id), module: p.module } }),
  present: ({ sendTwoFactorCode: sent }, p) => ({
    user_id: idText(p.user_id),
    clientid: idText(p.user_id),
    module: sent.module.toLowerCase(),
    ...(sent.secret && {
      secret: sent.secret,
      otpauth_url: textOrBlank(sent.otpauthUrl),
      qr_code: textOrBlank(sent.qrCode),
    }),
    sent: sent.isSent,
    expires_at: dateTimeText(sent.expiresAt),
  }),
  errors: { USER_NOT_FOUND: 'User Not Found', SECOND_FACTOR_ACTIVE: 'Module Already Active' },
});
