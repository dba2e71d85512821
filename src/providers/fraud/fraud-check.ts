/** What is known of an order when it is checked; everything but the order's mark is optional. */
export interface FraudInput {
  /** Our mark of the order, e.g. `order:77`. */
  transactionId: string;
  clientId?: number;
  ipAddress?: string;
  userAgent?: string;
  acceptLanguage?: string;
  email?: string;
  billing?: {
    firstName?: string;
    lastName?: string;
    company?: string;
    address?: string;
    address2?: string;
    city?: string;
    /** ISO 3166-2 part, e.g. `CA`; left out when it is not one. */
    region?: string;
    /** ISO 3166-1 alpha-2. */
    country?: string;
    postal?: string;
    phoneNumber?: string;
  };
  /** Decimal string in major units. */
  amount?: string;
  currency?: string;
  occurredAt?: Date;
}

/** A service's judgement. */
export interface FraudVerdict {
  /** 0.01 to 99, as a decimal string. */
  score: string;
  risk: 'LOW' | 'MEDIUM' | 'HIGH';
  warnings: string[];
  /** The service's whole answer, to keep as evidence. */
  raw: Record<string, unknown>;
}

/** A fraud service. Asking twice changes nothing, so every `ProviderError` may be retried. */
export interface FraudCheck {
  readonly name: string;
  readonly displayName: string;
  check(input: FraudInput): Promise<FraudVerdict>;
}
