/** The sandboxes of a company. */
export interface Sandboxes {
  /**
   * Makes the database of a sandbox and what is in it, anew where an earlier attempt had begun.
   * @param token what its first key is recognised by
   */
  layOut(id: number, token: SandboxToken): Promise<void>;
  /** Ends the work of a sandbox in this process. */
  close(id: number): Promise<void>;
  /** Takes the database of a sandbox away, and its files. */
  drop(id: number): Promise<void>;
}

/** What the first key of a sandbox is recognised by. */
export interface SandboxToken {
  tokenHash: string;
  legacyHash: string;
  tokenLast4: string;
}

/** What a gateway knows of the sandbox it is. */
export interface OwnSandbox {
  id: number;
  handle: string;
  name: string;
  /** Time at which it is deleted. */
  expiresAt: Date;
  /** Sets its clock, in every process. */
  moveClock(at: Date): Promise<void>;
  /** Begins the jobs that the company has by the clock. */
  beginJobsByClock(): Promise<void>;
  /** Waits until nothing is left to do at this time besides one task. */
  atRest(besides: number): Promise<void>;
}
