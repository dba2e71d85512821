import { z } from 'zod';
import {
  eventChanges as changed,
  eventClient as client,
  defineEvents,
  eventFlag as flag,
  eventId as id,
  eventSubjectId as subject,
} from './define.ts';

/** Whose a ticket is and which department handles it. */
const ticket = {
  ticketId: subject('Ticket'),
  clientId: client().nullable(),
  departmentId: id('Department'),
};
const department = { departmentId: subject('Department') };
const status = { statusId: subject('TicketStatus') };
const announcement = { announcementId: subject('Announcement') };
const replyCategory = { categoryId: subject('PredefinedReplyCategory') };
const reply = { predefinedReplyId: subject('PredefinedReply') };
const category = { categoryId: subject('KnowledgeBaseCategory') };
const article = { articleId: subject('KnowledgeBaseArticle') };
const issue = { networkIssueId: subject('NetworkIssue') };

/** Events of tickets, the desk and what support publishes. */
export const supportEvents = defineEvents({
  'ticket.opened': {
    description: 'A ticket was opened.',
    payload: { ...ticket, byStaff: flag(), sendEmail: flag() },
  },
  'ticket.replied': {
    description: 'A ticket was answered.',
    payload: { ...ticket, replyId: id('TicketReply'), byStaff: flag(), sendEmail: flag() },
  },
  'ticket.read': {
    description: 'The posts of a ticket were read.',
    payload: { ...ticket, byStaff: flag() },
  },
  'ticket.noted': {
    // It names no client, so that no customer hears of it.
    description: 'Staff wrote a note on a ticket.',
    payload: { ...ticket, noteId: id('TicketNote') },
  },
  'ticket.noteDeleted': {
    // It names no client, so that no customer hears of it.
    description: 'A note on a ticket was deleted.',
    payload: { ...ticket, noteId: id('TicketNote') },
  },
  'ticket.changed': {
    description: 'Status, priority, department, assignee, subject or another field changed.',
    payload: { ...ticket, changed: changed() },
    internalFields: ['assignee', 'tags', 'watchers'],
  },
  'ticket.merged': {
    description: 'Other tickets were merged into a ticket.',
    payload: { ...ticket, mergedTicketIds: z.array(id('Ticket')) },
  },
  'ticket.deleted': { description: 'A ticket was deleted.', payload: ticket },
  'department.added': { description: 'A department was added.', payload: department },
  'department.changed': { description: 'A department changed.', payload: department },
  'department.deleted': { description: 'A department was deleted.', payload: department },
  'ticketStatus.added': { description: 'A ticket status was added.', payload: status },
  'ticketStatus.changed': { description: 'A ticket status changed.', payload: status },
  'ticketStatus.deleted': { description: 'A ticket status was deleted.', payload: status },
  'announcement.added': {
    description: 'An announcement was added.',
    payload: announcement,
    isPublic: true,
  },
  'announcement.changed': {
    description: 'An announcement changed.',
    payload: announcement,
    isPublic: true,
  },
  'announcement.deleted': {
    description: 'An announcement was deleted.',
    payload: announcement,
    isPublic: true,
  },
  'predefinedReplyCategory.added': {
    description: 'A category of predefined replies was added.',
    payload: replyCategory,
  },
  'predefinedReplyCategory.changed': {
    description: 'A category of predefined replies changed.',
    payload: replyCategory,
  },
  'predefinedReplyCategory.deleted': {
    description: 'A category of predefined replies was deleted.',
    payload: replyCategory,
  },
  'predefinedReply.added': { description: 'A predefined reply was added.', payload: reply },
  'predefinedReply.changed': { description: 'A predefined reply changed.', payload: reply },
  'predefinedReply.deleted': { description: 'A predefined reply was deleted.', payload: reply },
  'knowledgeBaseCategory.added': {
    description: 'A category of the knowledge base was added.',
    payload: category,
  },
  'knowledgeBaseCategory.changed': {
    description: 'A category of the knowledge base changed.',
    payload: category,
  },
  'knowledgeBaseCategory.deleted': {
    description: 'A category of the knowledge base was deleted.',
    payload: category,
  },
  'knowledgeBaseArticle.added': {
    description: 'An article of the knowledge base was added.',
    payload: article,
  },
  'knowledgeBaseArticle.changed': {
    description: 'An article of the knowledge base changed.',
    payload: article,
  },
  'knowledgeBaseArticle.deleted': {
    description: 'An article of the knowledge base was deleted.',
    payload: article,
  },
  'knowledgeBaseArticle.rated': {
    description: 'A reader said whether an article was useful.',
    payload: { ...article, isUseful: flag() },
  },
  'networkIssue.added': {
    description: 'A network issue was announced.',
    payload: issue,
    isPublic: true,
  },
  'networkIssue.changed': {
    description: 'A network issue changed.',
    payload: issue,
    isPublic: true,
  },
  'networkIssue.deleted': {
    description: 'A network issue was deleted.',
    payload: issue,
    isPublic: true,
  },
});
