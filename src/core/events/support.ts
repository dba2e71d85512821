/** Where a ticket event belongs: whose it is and which department handles it. */
interface OfTicket {
  ticketId: number;
  clientId: number | null;
  departmentId: number;
}

/** What support announces. */
export interface SupportEvents {
  'ticket.opened': OfTicket & { byStaff: boolean };
  'ticket.replied': OfTicket & { replyId: number; byStaff: boolean };
  'ticket.noted': OfTicket & { noteId: number };
  /** Status, priority, department, assignee or subject; `changed` names the fields. */
  'ticket.changed': OfTicket & { changed: string[] };
  'ticket.merged': OfTicket & { mergedTicketIds: number[] };
  'ticket.deleted': OfTicket;
  'announcement.added': { announcementId: number };
  'announcement.changed': { announcementId: number };
  'announcement.deleted': { announcementId: number };
}
