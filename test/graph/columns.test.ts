import { readdirSync, readFileSync } from 'node:fs';
import { type GraphQLField, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';

// What is stored is shown somewhere (G71): a walk over the columns of each table that has a type.
const directory = 'prisma/schema';
const text = readdirSync(directory)
  .filter((name) => name.endsWith('.prisma'))
  .map((name) => readFileSync(`${directory}/${name}`, 'utf8'))
  .join('\n');
const models = new Map(
  [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => [name!, body!]),
);

/** Secrets, keys of the house, and what a place in a list or the path to a row says. */
const ELSEWHERE =
  /^(?:id|createdAt|updatedAt|sortOrder|idempotencyKey|journalSetId|storageKey)$|(?:Encrypted|Hash)$/;

/** What no field of its type reads, by the reason. */
const UNSHOWN: Readonly<Record<string, string>> = {
  'the row it is part of, from which it is reached': `
    AddonPrice.addonId ApiUsage.credentialId ApiCredentialAddress.clientId ApiCredentialAddress.credentialId
    Attachment.noteId Attachment.replyId Attachment.ticketId AutomationLogEntry.runId
    ConfigOptionPrice.choiceId CustomFieldValue.cartItemId CustomFieldValue.clientId
    CustomFieldValue.serviceAddonId CustomFieldValue.serviceId CustomFieldValue.ticketId
    DomainContact.domainId DomainOwnershipProof.clientId DomainOwnershipProof.credentialId
    JournalEntry.setId LinkedSignIn.userId OrderItem.orderId PaymentAttempt.clientId
    PriceListEntry.listId PriceSlab.listId ProductKeyPlan.productKeyId ProductPrice.productId
    PromotionTarget.promotionId SecondFactor.adminId SecondFactor.userId
    ServerGroupMember.groupId ServiceAddon.clientId ServiceConfigOption.serviceId
    ServiceUpgrade.clientId Session.adminId Session.clientId Session.userId
    TicketLogEntry.ticketId TldAddonPrice.tldId TldCategoryMember.tldId TldField.tldId
    TldPrice.tldId`,
  'shown in another form, by a field that is worked out': `
    BookProof.faults BookProof.provenAt CartItem.premiumCurrencyCode
    CartItem.premiumPrice Invoice.customerNotified Invoice.issuedAt Invoice.productKey
    Invoice.reminderDays ModuleQueueEntry.relatedId PayMethod.removedAt PriceListEntry.price
    Service.billingDay ServiceUpgrade.configChanges ServiceUpgrade.daysUntilRenewal
    ServiceUpgrade.endOn ServiceUpgrade.fromBillingDay ServiceUpgrade.fromRecurringAmount
    ServiceUpgrade.lastItemId ServiceUpgrade.startOn ServiceUpgrade.toBillingDay
    ServiceUpgrade.toRecurringAmount ServiceUpgrade.totalDays Setting.name Setting.value
    Ticket.userId TicketLogEntry.adminId TicketNote.adminId TicketReply.adminId
    TicketReply.userId`,
  'a copy for the books, of what the invoice or the client shows': `
    CreditEntry.billingName CreditEntry.transactionId Invoice.taxRule2Id Invoice.taxRuleId
    InvoiceItem.promotionId JournalEntry.affiliateId JournalEntry.billingName JournalEntry.rate
    JournalEntry.resellerId JournalSet.reversalOfId Order.promotionType Order.promotionValue
    Transaction.billingName`,
  'how the gateway does its work': `
    CancellationRequest.productTypeKey CancellationRequest.stoppedDomains Cart.affiliateId
    Cart.clientIp Cart.credentialId Domain.isFreeWithService Domain.remindedDays
    DomainContact.registrarRef DomainContact.verifiedAt Email.dedupeKey Email.templateId
    Export.orderBy Export.owner Export.parts Export.where ModuleQueueEntry.taskId
    PaymentAttempt.taskId Service.overagesBilledOn Task.actor Task.credentialId Task.failures
    Task.input Task.leaseToken Task.leaseUntil Task.outcome Task.parentId Task.requestId
    Task.retryUntil TicketReply.messageId Transaction.actor Transaction.taskId`,
  'would help whoever guesses passwords or tokens, or tells of others': `
    GatewayEvent.payload SecondFactor.expiresAt SecondFactor.lastCounter Session.accessExpiresAt
    Session.family Session.impersonatorAdminId Session.impersonatorCredentialId
    Session.revokedAt Session.rotatedAt User.failedLogins User.lastLoginHost User.resellerId
    User.supportPinExpiresAt UserInvitation.invitedByUserId`,
  'is of the person it was sent to, beside the address': `
    Email.adminId Email.contactId Email.userId`,
  'kept for imports; nothing here sets it': `
    EmailTemplate.attachments Invoice.adminNotes
    KnowledgeBaseCategory.language TldPrice.cost`,
  'the reseller or the owner whose it is, who reads it': `
    Invoice.resellerId PriceList.ownerId`,
  'shown by the charge of a reseller, which is the same row': `
    Invoice.chargedFor Invoice.standsInForId`,
};

/** The columns and relations that a field reads of its row. */
function readBy({ name, extensions }: GraphQLField<unknown, unknown>): string[] {
  const { pothosPrismaSelect: asked } = extensions as { pothosPrismaSelect?: unknown };
  if (!asked) return [];
  // Which rows of a relation it reads depends on its arguments, not that it reads them.
  if (typeof asked !== 'function') return Object.keys(asked);
  try {
    const { select } = asked({}, {}, (query: unknown) => query) as { select: object };
    return Object.keys(select);
  } catch {
    return [name];
  }
}

/** The columns of a table, with the relation that stands for each that points to a row. */
const columnsOf = (body: string): { name: string; relation: string | undefined }[] => {
  const relations = new Map(
    [...body.matchAll(/^ {2}(\w+) .*fields: \[(\w+)\]/gm)].map(([, name, key]) => [key!, name!]),
  );
  return [...body.matchAll(/^ {2}(\w+) +(\w+)/gm)]
    .filter(([, , type]) => !models.has(type!))
    .map(([, name]) => ({ name: name!, relation: relations.get(name!) }));
};

it('every column of a row that is shown is read by a field of its type', () => {
  const unread = [...models].flatMap(([model, body]) => {
    const type = schema.getType(model);
    if (!isObjectType(type)) return [];
    const read = new Set(Object.values(type.getFields()).flatMap(readBy));
    return columnsOf(body)
      .filter(({ name }) => !ELSEWHERE.test(name))
      .filter(({ name, relation }) => !read.has(name) && !read.has(relation ?? name))
      .map(({ name }) => `${model}.${name}`);
  });
  const told = Object.values(UNSHOWN).flatMap((names) => names.trim().split(/\s+/));
  expect(unread.toSorted()).toEqual(told.toSorted());
});
