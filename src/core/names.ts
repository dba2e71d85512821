/** Somebody by name. */
export interface Named {
  firstName: string;
  lastName: string;
}

/** The first and the last name; one alone has no space around it. */
export const fullNameOf = ({ firstName, lastName }: Named): string =>
  `${firstName} ${lastName}`.trim();
