import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { twoFactorModule } from './labels.ts';
import { id, line } from '#transports/rapi/params.ts';
import { idText, textOrBlank, wrapped } from '#transports/rapi/format.ts';

export const DoActivateTwoFaMod = legacy({
  params: clientFields({
    user_id: id,
    module: twoFactorModule,
    secret: line(200).optional(),
    code: line(40),
  }),
  operation: graphql(`
    mutation DoActivateTwoFaMod($input: ActivateTwoFactorInput!) {
      activateTwoFactor(input: $input) {
        module
        backupCodes
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      module: p.module,
      secret: p.secret,
      code: p.code,
    },
  }),
  present: ({ activateTwoFactor: { module, backupCodes } }, p) => ({
    user_id: idText(p.user_id),
    clientid: idText(p.user_id),
    module: module.toLowerCase(),
    backupcode: textOrBlank(backupCodes[0]),
    ...wrapped('backupcodes', 'backupcode', backupCodes),
  }),
  errors: {
    USER_NOT_FOUND: 'User Not Found',
    SECOND_FACTOR_CODE_WRONG: 'Invalid Code',
    SECOND_FACTOR_ACTIVE: 'Module Already Active',
    SECOND_FACTOR_NOT_BEGUN: 'Module Activation Not Requested',
  },
});
