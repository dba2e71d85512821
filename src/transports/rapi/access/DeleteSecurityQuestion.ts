import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeleteSecurityQuestion = legacy({
  params: fields({ question_id: id }),
  operation: graphql(`
    mutation DeleteSecurityQuestion($input: DeleteSecurityQuestionInput!) {
      deleteSecurityQuestion(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({ input: { questionId: encodeId('SecurityQuestion', p.question_id) } }),
  present: ({ deleteSecurityQuestion: { deletedId } }) => ({
    questionid: keyText(deletedId),
    question_id: keyText(deletedId),
  }),
  errors: { SECURITY_QUESTION_NOT_FOUND: 'Security Question ID Not Found' },
});
