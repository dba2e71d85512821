import type { Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import type { House } from './house.ts';
import type { Values } from './liquid.ts';

/** What letters are about. Each kind knows whom it concerns and what can be said of it. */
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

/** Somebody a letter goes to. */
export interface Person {
  name: string;
  email: string;
  language: string;
  userId?: number;
  adminId?: number;
  /** Further addresses that get the same letter. */
  cc?: string[];
}

/** A thing a letter can be about. */
export interface Topic {
  /** Whose it is; the letter is recorded with this client. */
  clientId: number | null;
  /** Who gets the letter instead of the client: a user, a guest, somebody invited. */
  person?: Person;
  /** What templates may say of it, under the name of its kind. */
  values: (house: House) => Values;
}

/** What a topic is read with: the transaction of whoever writes the letter. */
export interface Reading {
  app: App;
  tx: Tx;
}

/** The ids and flags of the event a letter is written for; empty when staff send it by hand. */
export type Payload = Readonly<Record<string, unknown>>;

/** Reads a topic by its id; null when it is gone. */
export type ReadTopic = (reading: Reading, id: number, payload: Payload) => Promise<Topic | null>;
