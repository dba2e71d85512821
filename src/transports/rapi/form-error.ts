/** One thing wrong with the parameters of a legacy request. */
export interface FormIssue {
  /** Name of the parameter as PHP spells it, `line_items[0][qty]`; empty for the whole body. */
  parameter: string;
  /** A whole sentence that names the parameter and says what is expected. */
  message: string;
}

/** The parameters of a legacy request cannot be read; the message is fit for the client. */
export class FormError extends Error {
  /** Everything that is wrong; the first is the message. */
  readonly issues: readonly FormIssue[];

  constructor(message: string, issues?: readonly FormIssue[]) {
    super(message);
    this.name = 'FormError';
    this.issues = issues ?? [{ parameter: '', message }];
  }
}

/** An error about one parameter. */
export function refused(parameter: string, message: string): FormError {
  return new FormError(message, [{ parameter, message }]);
}

/** A parameter name fit for a message: control characters replaced, at most 60 characters. */
export function shownName(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return clean.length > 60 ? `${clean.slice(0, 60)}…` : clean;
}
