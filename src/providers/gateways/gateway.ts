/** An exact amount: a plain decimal string in major units, and its ISO 4217 code. */
export interface GatewayMoney {
  amount: string;
  currency: string;
}

/** What a customer is asked to pay. */
export interface PaymentRequest extends GatewayMoney {
  invoiceId: number;
  description: string;
  /** Our idempotency key: the same key is the same payment at the gateway, for 24 hours at least. */
  key: string;
  /** Where the customer comes back to; https addresses. */
  returnUrl: string;
  cancelUrl: string;
}

/** How the customer goes on: one of redirect, client secret or instructions, by the gateway's kind. */
export interface PaymentStart {
  /** The gateway's name for the payment; empty where there is none. */
  reference: string;
  redirectUrl?: string;
  clientSecret?: string;
  instructions?: string;
}

/** A charge of a stored pay method. */
export interface GatewayCharge extends GatewayMoney {
  invoiceId: number;
  /** As `storeMethod` returned it. */
  token: string;
  description: string;
  key: string;
}

/** `DECLINED` is an ordinary answer with the gateway's words, not an error. */
export type PaymentStatus = 'SUCCEEDED' | 'PENDING' | 'ACTION_REQUIRED' | 'DECLINED';

/** A payment as the gateway sees it. */
export interface PaymentState extends GatewayMoney {
  status: PaymentStatus;
  /** What a refund must name. */
  reference: string;
  invoiceId: number | null;
  /** The gateway's fee in the payment's currency; null where it does not tell. */
  fee: string | null;
  message: string | null;
  /** For `ACTION_REQUIRED`: what the customer's browser needs. */
  clientSecret?: string;
}

/** A refund as the gateway sees it. */
export interface RefundState extends GatewayMoney {
  status: 'SUCCEEDED' | 'PENDING' | 'FAILED';
  reference: string;
}

/** What a front end hands over after the customer entered a method at the gateway. */
export interface NewMethod {
  /** Stripe: a payment method; PayPal: a vault setup token. Never a card number. */
  methodReference: string;
  clientId: number;
  /** The token of another method of the client kept there, if any. */
  otherToken?: string;
  email: string;
  name: string;
  key: string;
}

/** A pay method kept at the gateway; we keep the token and what may be shown. */
export interface StoredMethod {
  token: string;
  type: 'CreditCard' | 'BankAccount' | 'Wallet';
  brand: string | null;
  last4: string | null;
  /** `YYYY-MM`. */
  expiry: string | null;
}

/** What a webhook can tell. `OTHER` is verified and of no concern to the books. */
export type GatewayEventKind =
  | 'PAYMENT_SUCCEEDED'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_PENDING'
  /** The client agreed to pay; somebody must take the money. */
  | 'ORDER_APPROVED'
  | 'REFUND_SUCCEEDED'
  | 'REFUND_FAILED'
  /** `amount` is all that was given back of the payment so far; `subject` is no single refund. */
  | 'REFUNDED_IN_ALL'
  | 'DISPUTE_OPENED'
  | 'DISPUTE_WON'
  | 'DISPUTE_LOST'
  /** The gateway took a payment back automatically, for the client's bank. */
  | 'REVERSED'
  | 'OTHER';

/** A verified event; amount and currency are null only for `OTHER`. */
export interface GatewayNotification {
  /** Unique per gateway; a repeated delivery has the same one. */
  id: string;
  kind: GatewayEventKind;
  /** The payment concerned, as `PaymentState.reference`. */
  reference: string | null;
  /** The refund or dispute itself, where the event is about one. */
  subject: string | null;
  amount: string | null;
  currency: string | null;
  /** Who received the money, already compared with the gateway's settings. */
  payee: string | null;
  invoiceId: number | null;
  /** Our key of the payment or refund, where it carries one. */
  key: string | null;
  fee: string | null;
  occurredAt: Date;
}

/** A webhook that is not trusted: answer 400 and change nothing. */
export class WebhookRejected extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'WebhookRejected';
  }
}

/** A text that came back from outside as a key; null when it is none that we make. */
export const keyIn = (text: string | null | undefined): string | null =>
  typeof text === 'string' && /^[\w:-]{1,64}$/.test(text) ? text : null;

/** Header names in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/**
 * One payment gateway. Methods throw `ProviderError`: `REFUSED` with the gateway's words,
 * `NOT_SENT` (repeat freely), `UNKNOWN` (ask `find` or `findRefund`, or repeat with the same key).
 */
export interface PaymentGateway {
  readonly name: string;
  readonly displayName: string;
  readonly kind: 'CLIENT_SECRET' | 'REDIRECT' | 'OFFLINE';
  /** Codes it takes; absent when it takes whatever the account allows. */
  readonly currencies?: readonly string[];
  /**
   * It can be asked for a payment by the key it was made with, at once after it was made. One that
   * also knows keys again (`keyHours`) is asked for what was sent within a quarter of an hour.
   */
  readonly findsByKey: boolean;
  /** For how many hours it surely repeats its first answer to a key; absent where it does not. */
  readonly keyHours?: number;
  createPayment(request: PaymentRequest): Promise<PaymentStart>;
  /** Finishes a payment after the customer came back. */
  complete(reference: string, key: string): Promise<PaymentState>;
  /** Charges a stored pay method without the customer. */
  capture(charge: GatewayCharge): Promise<PaymentState>;
  refund(reference: string, money: GatewayMoney, key: string): Promise<RefundState>;
  /** A payment by its reference, or by our key since a moment; null when there is none. */
  find(by: { reference: string } | { key: string; since: Date }): Promise<PaymentState | null>;
  /** A refund of a payment, by the key it was asked with; null when there is none. */
  findRefund(reference: string, key: string): Promise<RefundState | null>;
  storeMethod(method: NewMethod): Promise<StoredMethod>;
  deleteMethod(token: string): Promise<void>;
  /** Ends an agreement by which it charges on its own; one that has ended stays so. */
  endSubscription?(id: string): Promise<void>;
  /** Believes nothing it cannot verify: throws `WebhookRejected`. `rawBody` is as received. */
  parseWebhook(rawBody: Uint8Array, headers: WebhookHeaders): Promise<GatewayNotification>;
  /** Proves address and credentials by a call that changes nothing. */
  test?(): Promise<void>;
}
