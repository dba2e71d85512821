/** Why the program does not start, in one line that says what to do. Nothing has been changed. */
export class StartRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartRefused';
  }
}
