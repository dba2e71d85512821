import { z } from 'zod';

/** What is expected where a value of another type was given. */
const EXPECTED: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object of values by name',
};

const length = (origin: string, count: unknown) =>
  origin === 'string' ? `${String(count)} characters long` : `${String(count)} in number`;

const isMeasured = (origin: string) => origin === 'string' || origin === 'array';

/** The messages of rules over input, for every transport: they continue the name of what is wrong. */
z.config({
  customError: (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined || issue.input === null
          ? 'is required'
          : `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
      case 'too_big':
        return isMeasured(issue.origin)
          ? `must be at most ${length(issue.origin, issue.maximum)}`
          : `must be at most ${String(issue.maximum)}`;
      case 'too_small':
        if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'is required';
        return isMeasured(issue.origin)
          ? `must be at least ${length(issue.origin, issue.minimum)}`
          : `must be at least ${String(issue.minimum)}`;
      case 'invalid_value':
        return `must be one of ${issue.values.map(String).join(', ')}`;
      case 'unrecognized_keys':
        return `must not hold ${issue.keys.join(', ')}`;
      case 'invalid_union':
      case 'invalid_format':
        return 'is not valid';
      default:
        return undefined;
    }
  },
});
