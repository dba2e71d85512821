import { AddAnnouncement } from './AddAnnouncement.ts';
import { AddTicketNote } from './AddTicketNote.ts';
import { AddTicketReply } from './AddTicketReply.ts';
import { BlockTicketSender } from './BlockTicketSender.ts';
import { DeleteAnnouncement } from './DeleteAnnouncement.ts';
import { DeleteTicket } from './DeleteTicket.ts';
import { DeleteTicketNote } from './DeleteTicketNote.ts';
import { DeleteTicketReply } from './DeleteTicketReply.ts';
import { GetAnnouncement } from './GetAnnouncement.ts';
import { GetAnnouncements } from './GetAnnouncements.ts';
import { GetNetworkIssues } from './GetNetworkIssues.ts';
import { GetSupportDepartments } from './GetSupportDepartments.ts';
import { GetSupportKBs } from './GetSupportKBs.ts';
import { GetSupportKbArticle } from './GetSupportKbArticle.ts';
import { GetSupportStatuses } from './GetSupportStatuses.ts';
import { GetTicket } from './GetTicket.ts';
import { GetTicketAttachment } from './GetTicketAttachment.ts';
import { GetTicketCounts } from './GetTicketCounts.ts';
import { GetTicketNotes } from './GetTicketNotes.ts';
import { GetTicketPredefinedCats } from './GetTicketPredefinedCats.ts';
import { GetTicketPredefinedReplies } from './GetTicketPredefinedReplies.ts';
import { GetTickets } from './GetTickets.ts';
import { MergeTicket } from './MergeTicket.ts';
import { UpdateAnnouncement } from './UpdateAnnouncement.ts';

export const supportCommands = {
  AddAnnouncement,
  AddTicketNote,
  AddTicketReply,
  BlockTicketSender,
  DeleteAnnouncement,
  DeleteTicket,
  DeleteTicketNote,
  DeleteTicketReply,
  GetAnnouncement,
  GetAnnouncements,
  GetNetworkIssues,
  GetSupportDepartments,
  GetSupportKBs,
  GetSupportKbArticle,
  GetSupportStatuses,
  GetTicket,
  GetTicketAttachment,
  GetTicketCounts,
  GetTicketNotes,
  GetTicketPredefinedCats,
  GetTicketPredefinedReplies,
  GetTickets,
  MergeTicket,
  UpdateAnnouncement,
};
