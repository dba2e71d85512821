import { expect, it } from 'vitest';
import { usernamesFor } from '#modules/services/credentials.ts';

/** The first names tried for an account under a domain. */
const firstOf = (domain: string) => {
  const names = usernamesFor(domain);
  return [names.next().value, names.next().value];
};

it.each([
  ['test.com', ['utest', 'utest1']],
  ['test-1.com', ['utest1', 'utest11']],
  ['admin.org', ['uadmin', 'uadmin1']],
  ['mail.org', ['umail', 'umail1']],
  ['password.net', ['upasswor', 'upasswo1']],
  ['popular.org', ['popular', 'popular1']],
  ['24-hours-a-day.com', ['hoursada', 'hoursad1']],
])('offers panels names for %s that they take (D18)', (domain, names) => {
  expect(firstOf(domain)).toEqual(names);
  for (const name of names) {
    expect(name).toMatch(/^[a-z][a-z0-9]{0,7}$/);
    expect(name).not.toMatch(/^test|assword$/);
  }
});
