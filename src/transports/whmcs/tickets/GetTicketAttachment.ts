import { encodeId } from '#core/ids.ts';
import { fields } from '#transports/rapi/fields.ts';
import { choice, id, integer } from '#transports/rapi/params.ts';
import { GetTicketAttachment as command } from '#transports/rapi/support/GetTicketAttachment.ts';
import { respelled } from '#transports/whmcs/action.ts';

export const GetTicketAttachmentAction = respelled(command, {
  params: fields({
    relatedid: id,
    type: choice({ ticket: 'ticket', reply: 'reply' }),
    index: integer(),
  }),
  variables: (p) => ({
    by: {
      ...(p.type === 'ticket'
        ? { ticketId: encodeId('Ticket', p.relatedid) }
        : { replyId: encodeId('TicketReply', p.relatedid) }),
      number: p.index,
    },
  }),
  missing: {
    relatedid: 'Related ID Required',
    type: 'Invalid Type. Must be one of ticket, reply, note',
    index: 'Attachment Index Required',
  },
  wrong: { type: 'Invalid Type. Must be one of ticket, reply, note' },
});
