/** A person's address; the name may be in any script. */
export interface MailAddress {
  address: string;
  name?: string;
}

/** A file sent along; the bytes are given, never a path or an address to fetch. */
export interface MailAttachment {
  filename: string;
  contentType: string;
  content: Uint8Array;
}

/** One email, ready to send. */
export interface OutgoingEmail {
  /** `<local@domain>`, chosen once per email: the same in every attempt, so a resend is known. */
  messageId: string;
  from: MailAddress;
  replyTo?: MailAddress;
  to: MailAddress[];
  cc?: MailAddress[];
  bcc?: MailAddress[];
  subject: string;
  text: string;
  html?: string;
  attachments?: MailAttachment[];
  /** Further headers, e.g. `List-Unsubscribe`. */
  headers?: Record<string, string>;
}

/** What the mail server took: a refused recipient among several does not stop the others. */
export interface MailReceipt {
  accepted: string[];
  rejected: string[];
  response: string;
}

/**
 * Hands emails to a mail server. Throws `ProviderError`: `REFUSED` (for good: 5xx, or an email
 * that is not well formed), `NOT_SENT` (4xx, no connection, no login: try later), `UNKNOWN` (the
 * text was on its way and no answer came: it may arrive).
 */
export interface Mailer {
  send(email: OutgoingEmail): Promise<MailReceipt>;
  /** Connects and signs in, without sending. */
  test(): Promise<void>;
  close(): Promise<void> | void;
}
