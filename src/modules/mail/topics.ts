import type { ReadTopic, TopicKind } from './topic.ts';
import {
  creditTopic,
  invoiceTopic,
  paymentTopic,
  quoteTopic,
} from '#modules/mail/topics/billing.ts';
import { clientTopic } from '#modules/mail/topics/client.ts';
import {
  adminTopic,
  affiliateTopic,
  applicationTopic,
  invitationTopic,
  userTopic,
} from '#modules/mail/topics/people.ts';
import { runTopic } from '#modules/mail/topics/run.ts';
import { serviceAddonTopic } from '#modules/mail/topics/service-addon.ts';
import {
  cancellationTopic,
  domainTopic,
  orderTopic,
  serviceTopic,
} from '#modules/mail/topics/sold.ts';
import { ticketTopic } from '#modules/mail/topics/ticket.ts';

/** How each kind of topic is read. */
export const topics: Record<TopicKind, ReadTopic> = {
  client: clientTopic,
  invoice: invoiceTopic,
  service: serviceTopic,
  serviceAddon: serviceAddonTopic,
  domain: domainTopic,
  quote: quoteTopic,
  order: orderTopic,
  ticket: ticketTopic,
  affiliate: affiliateTopic,
  application: applicationTopic,
  cancellation: cancellationTopic,
  credit: creditTopic,
  payment: paymentTopic,
  user: userTopic,
  admin: adminTopic,
  invitation: invitationTopic,
  run: runTopic,
};
