/**
 * What a staff console asks, one request each.
 */

/** Staff: the search box. */
export const searchBox = `
  query SearchBox($query: String!, $types: [SearchType!], $after: String) {
    search(query: $query, types: $types, first: 10, after: $after) {
      counts { type count }
      pageInfo { hasNextPage endCursor }
      edges {
        cursor matchedOn
        node {
          __typename id
          ... on Client { fullName companyName email }
          ... on Contact { fullName email client { id fullName } }
          ... on Domain { unicodeName client { id fullName } }
          ... on Service { domainName username client { id fullName } }
          ... on Invoice { invoiceNumber: number balance { amount currency } client { id fullName } }
          ... on Order { number client { id fullName } }
          ... on Ticket { number subject client { id fullName } }
          ... on Transaction { transactionRef amountIn { amount currency } invoice { id } }
        }
      }
    }
  }
`;

/** Staff: the whole client page in one request. */
export const clientPage = `
  query ClientPage($id: ID!) {
    client: node(id: $id) {
      ... on Client {
        id fullName companyName email status group { id name } credit { amount currency } balance { amount }
        notes users { email permissions isOwner } contacts(first: 10) { totalCount nodes { id fullName email } }
        overdue: invoices(filter: { isOverdue: true }) { totalCount totals { currency balance } }
        invoices(first: 10, orderBy: [{ field: ISSUED_ON, direction: DESC }]) { totalCount nodes { id number status total { amount } } }
        services(first: 10, filter: { not: { status: [TERMINATED, CANCELLED] } }) { totalCount nodes { id status product { id name } } }
        domains(first: 10, orderBy: [{ field: EXPIRES_ON }]) { totalCount nodes { id unicodeName expiresOn } }
        tickets(first: 5, filter: { isActive: true }) { totalCount nodes { id number subject } }
        orders(first: 5) { totalCount nodes { id number status } }
        quotes(first: 5) { totalCount nodes { id subject stage } }
        emails(first: 5) { totalCount nodes { id subject status sentAt } }
        cancellationRequests(filter: { status: [OPEN] }) { totalCount nodes { id cancelOn service { id } } }
        activity(first: 10) { nodes { id happenedAt description actor { __typename id } } }
      }
    }
  }
`;

/** Staff: the ticket desk. */
export const ticketDesk = `
  query TicketDesk($filter: TicketFilter!, $orderBy: [TicketOrder!], $after: String) {
    tickets(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id number subject priority lastReplyAt isStaffUnread tags status { id title } assignee { id fullName } client { id fullName } }
    }
    ticketCounts { awaitingReply active flagged statuses { id title ticketCount } }
  }
`;

/** Staff: the invoices of November, with their sums. */
export const invoicesOfMonth = `
  query InvoicesOfMonth($after: String) {
    invoices(
      filter: { issuedOn: { from: "2026-11-01", to: "2026-11-30" }, not: { status: [DRAFT] } }
      orderBy: [{ field: ISSUED_ON }, { field: ID }]
      first: 100, after: $after
    ) {
      totalCount totals { currency count subtotal tax tax2 total balance }
      pageInfo { hasNextPage endCursor }
      nodes { id number issuedOn status total { amount currency } client { id fullName } }
    }
  }
`;

/** Staff: the payments of a week at one gateway, and the same as a file. */
export const paymentsOfWeek = `
  query PaymentsOfWeek($after: String) {
    transactions(
      filter: { kind: [PAYMENT, REFUND], gateway: ["Gateway:2"], happenedAt: { from: "2026-11-23T00:00:00Z", before: "2026-11-30T00:00:00Z" } }
      orderBy: [{ field: HAPPENED_AT, direction: DESC }], first: 100, after: $after
    ) {
      totalCount totals { currency amountIn amountOut fees }
      pageInfo { hasNextPage endCursor }
      nodes { id happenedAt kind amountIn { amount currency } amountOut { amount } transactionRef invoice { id number } client { id fullName } }
    }
  }
`;

/** Staff: the same as a file. */
export const exportTransactions = `
  mutation ExportTransactions($input: CreateExportInput!) {
    createExport(input: $input) { export { id state rowCount url(expiresIn: 300) } }
  }
`;

/** Staff: what comes due, by server, product, registrar and ending. */
export const renewalsDue = `
  query RenewalsDue {
    services(filter: { server: ["Server:1"], product: ["Product:2"], nextDueOn: { to: "2026-12-14" } }, orderBy: [{ field: NEXT_DUE_ON, nulls: LAST }]) {
      totalCount totals { currency recurring } nodes { id domainName nextDueOn client { id fullName } }
    }
    domains(filter: { registrar: ["Registrar:1"], tld: ["Tld:1"], expiresOn: { from: "2026-12-01", to: "2026-12-31" }, autoRenew: false }, orderBy: [{ field: EXPIRES_ON }]) {
      totalCount nodes { id unicodeName expiresOn tld { id extension } registrar { id name } }
    }
  }
`;

/** Staff: answer, set the status and take the ticket, in one change. */
export const answerTicket = `
  mutation AnswerTicket($reply: AddTicketReplyInput!, $ticket: UpdateTicketInput!) {
    addTicketReply(input: $reply) { ticketReply { id } ticket { id status { id title } lastReplyAt } }
    updateTicket(input: $ticket) { ticket { id assignee { id fullName } tags priority } }
  }
`;

/** Staff: one change to many rows; each row has its own outcome. */
export const closeTickets = `
  mutation CloseTickets($ids: [ID!]!) {
    updateTickets(input: { ticketIds: $ids, changes: { status: "Closed" } }) {
      succeededCount
      results { id ticket { id status { id title } } error { code message path } }
    }
  }
`;

/** Staff: the company in numbers, for a time, compared with the time before. */
export const companyNumbers = `
  query CompanyNumbers($from: Date!, $to: Date!) {
    stats(period: { from: $from, to: $to }, currency: "USD") {
      id period { from to timezone }
      income { total { amount } byGateway { gateway { id displayName } amount { amount } } byProduct { product { id name } amount { amount } } }
      previous { income { total { amount } } }
      orders { placed accepted cancelled } clients { added closed } tickets { opened closed medianFirstReplySeconds }
      timeline(step: DAY) { on income { amount } orders }
    }
  }
`;

/** Staff: the live desk. */
export const liveDesk = `
  subscription LiveDesk($after: String) {
    events(types: [TICKET_OPENED, TICKET_REPLIED, TICKET_READ, ORDER_PLACED, INVOICE_PAID, SERVICE_SUSPENDED, TODO_CHANGED, MODULE_ACTION_FAILED], after: $after) {
      cursor type at changed actor { __typename id }
      subject { __typename id ... on Ticket { subject ticketStatus: status { title } } ... on Order { orderStatus: status } ... on Invoice { invoiceStatus: status } ... on Service { serviceStatus: status } ... on TodoItem { title todoStatus: status } }
    }
  }
`;
