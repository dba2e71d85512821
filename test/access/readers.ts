/**
 * Which permission reads the rows of which types, written down apart from the types themselves: a
 * new type, or another permission, has to be decided here as well.
 */
export const readers: Record<string, string> = {
  nobody: 'Currency Export SignInProvider',
  'access:configure': 'CommandSwitch ShadowedCommand',
  'access:invite': 'UserInvitation',
  'access:read': 'ClientUser LinkedSignIn SecondFactor SecurityQuestion User UserClient',
  'access:write': 'Session',
  'affiliates:read':
    'Affiliate AffiliateApplication AffiliateCommission AffiliateReferral AffiliateWithdrawal',
  'billing:read':
    'CreditEntry CurrencyRate CustomerTransaction Gateway Invoice InvoiceItem JournalEntry JournalSet PayMethod PaymentAttempt TaxRule Transaction',
  'billing:write': 'BillableItem',
  'cart:read': 'Cart CartItem CartItemAddon CartItemOption DomainOwnershipProof',
  'catalog:read':
    'Addon AddonPrice AddonProduct ConfigOption ConfigOptionChoice ConfigOptionGroup ConfigOptionPrice PageHook PriceList PriceListEntry PriceSlab Product ProductConfigOptionGroup ProductGroup ProductKey ProductKeyPlan ProductPrice ProductType ProductUpgrade Tld TldAddonPrice TldCategory TldCategoryMember TldField TldPrice',
  'clients:read': 'Client ClientFile ClientGroup ClientNote Contact CustomField CustomFieldValue',
  'domains:configure': 'Registrar RegistrarMessage TldVoucher',
  'domains:read': 'Domain DomainContact PrivateNameserver',
  'mail:read': 'Email',
  'mail:send': 'EmailTemplate',
  'orders:read': 'Order OrderItem Promotion PromotionTarget ServiceUpgrade',
  'quotes:read': 'Quote QuoteItem',
  'resellers:read': 'AgreedProductPrice AgreedTldPrice Reseller ResellerCharge',
  'resellers:read access:configure': 'ApiCredential ApiCredentialAddress ApiUsage',
  'services:manage': 'ModuleQueueEntry',
  'services:read':
    'CancellationRequest Server ServerGroup ServerGroupMember Service ServiceAddon ServiceConfigOption ServiceUsage',
  'support:read':
    'Announcement Attachment Department DepartmentMember KnowledgeBaseArticle KnowledgeBaseCategory NetworkIssue Ticket TicketLogEntry TicketNote TicketReply TicketStatus',
  'support:write': 'BlockedSender PredefinedReply PredefinedReplyCategory',
  'system:read': 'ActivityEntry AuditEntry AutomationLogEntry BannedAddress StaffSession TodoItem',
  'system:read access:configure': 'Admin AdminRole',
  'system:configure': 'FraudCheck',
  'system:sandbox': 'Sandbox',
  'tasks:read': 'GatewayEvent Task',
  'webhooks:read': 'Webhook WebhookDelivery',
};

/** Types without rows that anybody may be shown: parts of answers whose fields ask for themselves. */
export const openParts =
  'ActiveOfAll ApiRefusedCalls AuditReplay BulkError ErrorCodeInfo Event EventTypeInfo Execution ExecutionStanding FormField FormOption Money PermissionInfo RateLimit ReplyDifference SandboxClock SearchConnection SearchCount SearchEdge SessionTokens SignInChallenge TaskError UpgradeQuote Viewer ViewerAccount';
