import type { Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import type { Company } from './company.ts';
import type { Values } from './liquid.ts';

/** What emails are about. Each kind knows whom it concerns and what can be said of it. */
export type TopicKind =
  | 'client'
  | 'invoice'
  | 'service'
  | 'serviceAddon'
  | 'domain'
  | 'quote'
  | 'order'
  | 'ticket'
  | 'affiliate'
  | 'application'
  | 'cancellation'
  | 'credit'
  | 'payment'
  | 'user'
  | 'admin'
  | 'invitation'
  | 'run';

/** Somebody an email goes to. */
export interface Addressee {
  name: string;
  email: string;
  language: string;
  userId?: number;
  adminId?: number;
  /** Further addresses that get the same email. */
  cc?: string[];
}

/** A thing an email can be about. */
export interface Topic {
  /** Whose it is; the email is recorded with this client. */
  clientId: number | null;
  /** Who gets the email instead of the client: a user, a guest, somebody invited. */
  person?: Addressee;
  /** What templates may say of it, under the name of its kind. */
  values: (company: Company) => Values;
  /** Passwords and codes among the values, which are for the addressee alone. */
  secrets?: string[];
}

/** What a topic is read with: the transaction of whoever writes the email. */
export interface Reading {
  app: App;
  tx: Tx;
}

/** The ids and flags of the event an email is written for; empty when staff send it manually. */
export type Payload = Readonly<Record<string, unknown>>;

/** Reads a topic by its id; null when it is gone. */
export type ReadTopic = (reading: Reading, id: number, payload: Payload) => Promise<Topic | null>;
