import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { wrapped } from '#transports/rapi/format.ts';

export const GetSecurityQuestion = legacy({
  params: fields({}),
  operation: graphql(`
    query GetSecurityQuestion {
      securityQuestions {
        databaseId
        question
      }
    }
  `),
  variables: () => ({}),
  present: ({ securityQuestions }) => ({
    totalresults: securityQuestions.length,
    ...wrapped(
      'questions',
      'question',
      securityQuestions.map(({ databaseId, question }) => ({ id: databaseId, question })),
    ),
  }),
});
