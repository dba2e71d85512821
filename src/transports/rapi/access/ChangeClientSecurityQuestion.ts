import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clearable, id, line } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const ChangeClientSecurityQuestion = legacy({
  params: clientFields({
    user_id: id,
    old_question_answer: clearable(200),
    question: id,
    answer: line(200),
  }),
  operation: graphql(`
    mutation ChangeClientSecurityQuestion($input: ChangeClientSecurityQuestionInput!) {
      changeClientSecurityQuestion(input: $input) {
        userId
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      currentAnswer: p.old_question_answer,
      questionId: encodeId('SecurityQuestion', p.question),
      answer: p.answer,
    },
  }),
  present: (_data, p) => ({ user_id: idText(p.user_id), clientid: idText(p.user_id) }),
  errors: {
    USER_NOT_FOUND: 'User Not Found',
    SECURITY_ANSWER_WRONG: 'The answer to the current security question is wrong',
    SECURITY_QUESTION_NOT_FOUND: 'Security Question ID Not Found',
  },
});
