/** Where a ticket event belongs: whose it is and which department handles it. */
interface OfTicket {
  ticketId: number;
  clientId: number | null;
  departmentId: number;
}

/** What support announces. `sendEmail` false: nobody is to be written to about it. */
export interface SupportEvents {
  'ticket.opened': OfTicket & { byStaff: boolean; sendEmail: boolean };
  'ticket.replied': OfTicket & { replyId: number; byStaff: boolean; sendEmail: boolean };
  /** For the back office: it names no client, so that no customer hears of it. */
  'ticket.noted': OfTicket & { noteId: number };
  /** Status, priority, department, assignee, subject …; `changed` names the fields. */
  'ticket.changed': OfTicket & { changed: string[] };
  'ticket.merged': OfTicket & { mergedTicketIds: number[] };
  'ticket.deleted': OfTicket;
  'department.added': { departmentId: number };
  'department.changed': { departmentId: number };
  'department.deleted': { departmentId: number };
  'ticketStatus.added': { statusId: number };
  'ticketStatus.changed': { statusId: number };
  'ticketStatus.deleted': { statusId: number };
  'announcement.added': { announcementId: number };
  'announcement.changed': { announcementId: number };
  'announcement.deleted': { announcementId: number };
  'predefinedReplyCategory.added': { categoryId: number };
  'predefinedReplyCategory.changed': { categoryId: number };
  'predefinedReplyCategory.deleted': { categoryId: number };
  'predefinedReply.added': { predefinedReplyId: number };
  'predefinedReply.changed': { predefinedReplyId: number };
  'predefinedReply.deleted': { predefinedReplyId: number };
  'knowledgeBaseCategory.added': { categoryId: number };
  'knowledgeBaseCategory.changed': { categoryId: number };
  'knowledgeBaseCategory.deleted': { categoryId: number };
  'knowledgeBaseArticle.added': { articleId: number };
  'knowledgeBaseArticle.changed': { articleId: number };
  'knowledgeBaseArticle.deleted': { articleId: number };
  'knowledgeBaseArticle.rated': { articleId: number; isUseful: boolean };
  'networkIssue.added': { networkIssueId: number };
  'networkIssue.changed': { networkIssueId: number };
  'networkIssue.deleted': { networkIssueId: number };
}
