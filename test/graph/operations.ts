/**
 * What a client area asks, one request each.
 */

/** Client area: sign in (password, then the second factor where one is set). */
export const signIn = `
  mutation SignIn($email: String!, $password: Secret!) {
    validateLogin(input: { email: $email, password: $password, asCookie: true }) {
      session { accessToken accessExpiresAt csrfToken }
      challenge { token modules }
      user { id email }
      viewer { id kind permissions accounts { id name permissions } }
    }
  }
`;

/** Client area: dashboard, all boxes in one answer, each may fail alone. */
export const dashboard = `
  query Dashboard($account: ID!) {
    client: node(id: $account) {
      ... on Client {
        id fullName credit { amount currency }
        unpaid: invoices(filter: { status: [UNPAID] }, orderBy: [{ field: DUE_ON }], first: 5) {
          totalCount totals { currency balance } nodes { id number dueOn isOverdue balance { amount } }
        }
        running: services(filter: { status: [ACTIVE, SUSPENDED] }, first: 5) {
          totalCount nodes { id status nextDueOn product { id name } }
        }
        ending: domains(filter: { expiresOn: { to: "2026-12-31" } }, orderBy: [{ field: EXPIRES_ON }], first: 5) {
          totalCount nodes { id unicodeName expiresOn autoRenew }
        }
        open: tickets(filter: { isActive: true }, orderBy: [{ field: LAST_REPLY_AT, direction: DESC }], first: 5) {
          totalCount nodes { id subject isClientUnread status { id title } }
        }
      }
    }
  }
`;

/** Client area: the table of invoices. */
export const invoiceTable = `
  query Invoices($account: ID!, $filter: InvoiceFilter, $orderBy: [InvoiceOrder!], $after: String) {
    client: node(id: $account) {
      ... on Client { id invoices(filter: $filter, orderBy: $orderBy, first: 25, after: $after) { ...InvoiceTable } }
    }
  }
  fragment InvoiceTable on InvoiceConnection {
    totalCount
    totals { currency total balance }
    pageInfo { hasNextPage endCursor }
    nodes { id number issuedOn dueOn paidAt status isOverdue total { amount currency } balance { amount } }
  }
`;

/** Client area: one invoice, from its lines to what they are for. */
export const invoicePage = `
  query InvoicePage($id: ID!) {
    invoice: node(id: $id) {
      ... on Invoice {
        id number status issuedOn dueOn total { amount currency } tax { amount } credit { amount } balance { amount }
        items {
          id description quantity unitPrice amount { amount }
          subject { __typename ... on Service { id domainName } ... on ServiceAddon { id } ... on Domain { id unicodeName } }
        }
        order { id number status }
        transactions(first: 10, orderBy: [{ field: HAPPENED_AT }]) { nodes { id kind amountIn { amount } gateway { id displayName } } }
        payMethod { id brand last4 }
        document { url(expiresIn: 300) }
        paymentOptions { gateway { id displayName } storedPayMethods { id brand last4 isDefault } creditUsable { amount } }
      }
    }
  }
`;

/** Client area: one service, with what it may become. */
export const servicePage = `
  query ServicePage($id: ID!) {
    service: node(id: $id) {
      ... on Service {
        id status domainName nextDueOn billingCycle recurring { amount currency }
        product { id name upgrades { product { id name } cycles { cycle price { amount } } } }
        addons { id name status nextDueOn }
        usages(last: 12) { nodes { id month diskUsedMb bandwidthUsedMb } }
        domain { id unicodeName expiresOn }
        order { id number }
        promotion { id code }
        invoices(first: 5, orderBy: [{ field: ISSUED_ON, direction: DESC }]) { ...InvoiceTable }
        cancellation { id type cancelOn reason }
        panelLogin { isAvailable }
      }
    }
  }
  fragment InvoiceTable on InvoiceConnection {
    totalCount
    totals { currency total balance }
    pageInfo { hasNextPage endCursor }
    nodes { id number issuedOn dueOn paidAt status isOverdue total { amount currency } balance { amount } }
  }
`;

/** Client area: a ticket, older posts by the same fragment (usePaginationFragment). */
export const ticketThread = `
  query TicketThread($id: ID!, $before: String) {
    ticket: node(id: $id) {
      ... on Ticket {
        id number subject priority messageHtml createdAt
        status { id title } department { id name } service { id domainName } domain { id unicodeName }
        mergedInto { id number }
        attachments { id fileName url(expiresIn: 300) }
        replies(last: 20, before: $before) {
          totalCount pageInfo { hasPreviousPage startCursor }
          nodes { id isByStaff authorName messageHtml createdAt rating attachments { id fileName url(expiresIn: 300) } }
        }
      }
    }
  }
`;

/** Client area: pay it, credit first, the rest with a stored card or the gateway's page. */
export const payInvoice = `
  mutation PayInvoice($input: PayInvoiceInput!) {
    payInvoice(input: $input) {
      invoice { id status balance { amount } credit { amount } }
      client { id credit { amount } }
      next { kind redirectUrl clientSecret }
    }
  }
`;

/** Client area: what a customer may set on a domain; null and absent differ. */
export const domainSettings = `
  mutation DomainSettings($input: UpdateDomainInput!) {
    updateDomain(input: $input) {
      domain { id autoRenew isLocked idProtection nameservers nextDueOn expiresOn pendingOperation { state } }
    }
  }
`;

/** Client area: answer; the ticket comes back as it stands now. */
export const replyToTicket = `
  mutation ReplyToTicket($input: AddTicketReplyInput!) {
    addTicketReply(input: $input) {
      ticketReply { id messageHtml ticket { id } }
      ticket { id isClientUnread lastReplyAt status { id title } replies(last: 1) { totalCount nodes { id } } }
    }
  }
`;

/** Client area: cart and order; what totals.due says is what the invoice's balance will be. */
export const cartPage = `
  query CartPage($cart: ID!) {
    cart: node(id: $cart) {
      ... on Cart {
        id items { id description cycle quantity price { amount currency } domainName parent { id } }
        promotion { code fault } totals { subtotal discount tax tax2 total creditUsable due currency }
      }
    }
  }
`;
export const checkout = `
  mutation Checkout($input: AddOrderInput!) {
    addOrder(input: $input) {
      order { id number status invoice { id number total { amount } credit { amount } balance { amount } } services { id } domains { id } }
      client { id credit { amount } }
    }
  }
`;
