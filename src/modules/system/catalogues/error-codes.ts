import {
  errorActionOf,
  type ErrorAction,
  errorActions,
  httpStatusOf,
  isRetryableCode,
} from '#core/errors/advice.ts';
import { type ErrorCode, errorMessages } from '#core/errors.ts';
import { builder } from '#schema/builder.ts';

const Action = builder.enumType('ErrorAction', {
  description: 'What can be done about an error.',
  values: Object.fromEntries(
    Object.entries(errorActions).map(([name, description]) => [name, { description }]),
  ) as Record<ErrorAction, { description: string }>,
});

const ErrorCodeInfo = builder.objectRef<ErrorCode>('ErrorCodeInfo').implement({
  read: null,
  description: 'A code that errors carry as `extensions.code`, and what to make of it.',
  fields: (t) => ({
    code: t.string({ description: 'The code; it never changes.', resolve: (code) => code }),
    message: t.string({
      description: 'Its usual message. Errors may say more; programs go by the code.',
      resolve: (code) => errorMessages[code],
    }),
    action: t.field({
      type: Action,
      description: 'What can be done about it.',
      resolve: (code) => errorActionOf(code),
    }),
    isRetryable: t.boolean({
      description:
        'Whether the same request may succeed a little later, with nothing changed. Retry under the same idempotency key. Each error says it as `extensions.retryable`.',
      resolve: (code) => isRetryableCode(code),
    }),
    httpStatus: t.int({
      nullable: true,
      description:
        'Status of an HTTP answer that is this error alone. Null for an error that stands beside data, in an answer of status 200.',
      resolve: (code) => httpStatusOf(code) ?? null,
    }),
  }),
});

builder.queryField('errorCodes', (t) =>
  t.field({
    type: [ErrorCodeInfo],
    listSize: 500,
    description: 'Every code that an error of this API can carry, by name. Needs no permission.',
    resolve: () => (Object.keys(errorMessages) as ErrorCode[]).toSorted(),
  }),
);
