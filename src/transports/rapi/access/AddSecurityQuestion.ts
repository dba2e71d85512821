import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const AddSecurityQuestion = legacy({
  params: fields({ question: line(255) }),
  operation: graphql(`
    mutation AddSecurityQuestion($input: AddSecurityQuestionInput!) {
      addSecurityQuestion(input: $input) {
        securityQuestion {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { question: p.question } }),
  present: ({ addSecurityQuestion: { securityQuestion } }) => ({
    questionid: idText(securityQuestion.databaseId),
    question_id: idText(securityQuestion.databaseId),
  }),
});
