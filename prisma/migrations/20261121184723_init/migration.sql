-- CreateEnum
CREATE TYPE "user_status" AS ENUM ('ACTIVE', 'INACTIVE', 'CLOSED');

-- CreateEnum
CREATE TYPE "second_factor_module" AS ENUM ('TOTP', 'EMAIL');

-- CreateEnum
CREATE TYPE "single_use_token_purpose" AS ENUM ('PASSWORD_RESET', 'EMAIL_VERIFICATION', 'EMAIL_CHANGE', 'INVITATION', 'SINGLE_SIGN_ON', 'SECOND_FACTOR_SIGN_IN', 'SUBSCRIPTION_TICKET', 'DOCUMENT_VIEW');

-- CreateEnum
CREATE TYPE "affiliate_status" AS ENUM ('PENDING', 'ACTIVE', 'SUSPENDED');

-- CreateEnum
CREATE TYPE "affiliate_pay_type" AS ENUM ('DEFAULT', 'PERCENTAGE', 'FIXED_AMOUNT');

-- CreateEnum
CREATE TYPE "commission_status" AS ENUM ('PENDING', 'CLEARED', 'PAID', 'REVERSED');

-- CreateEnum
CREATE TYPE "request_status" AS ENUM ('PENDING', 'APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "invoice_status" AS ENUM ('DRAFT', 'UNPAID', 'PAID', 'CANCELLED', 'REFUNDED', 'COLLECTIONS', 'PAYMENT_PENDING');

-- CreateEnum
CREATE TYPE "invoice_kind" AS ENUM ('STANDARD', 'ADD_FUNDS', 'MASS_PAYMENT', 'DEBIT_NOTE');

-- CreateEnum
CREATE TYPE "invoice_item_type" AS ENUM ('SERVICE', 'SERVICE_SETUP', 'SERVICE_ADDON', 'DOMAIN_REGISTER', 'DOMAIN_TRANSFER', 'DOMAIN_RENEW', 'DOMAIN_RESTORE', 'UPGRADE', 'PROMOTION', 'LATE_FEE', 'ADD_FUNDS', 'CREDIT', 'INVOICE', 'QUOTE', 'OVERAGE', 'CUSTOM', 'GROUP_DISCOUNT');

-- CreateEnum
CREATE TYPE "tax_mode" AS ENUM ('EXCLUSIVE', 'INCLUSIVE');

-- CreateEnum
CREATE TYPE "cart_item_type" AS ENUM ('PRODUCT', 'DOMAIN_REGISTER', 'DOMAIN_TRANSFER', 'DOMAIN_RENEW', 'DOMAIN_OWNED');

-- CreateEnum
CREATE TYPE "ownership_method" AS ENUM ('ACCOUNT', 'DNS_TXT', 'FILE', 'NAMESERVERS');

-- CreateEnum
CREATE TYPE "config_option_type" AS ENUM ('DROPDOWN', 'RADIO', 'YES_NO', 'QUANTITY');

-- CreateEnum
CREATE TYPE "billing_cycle" AS ENUM ('FREE', 'ONE_TIME', 'MONTHLY', 'QUARTERLY', 'SEMI_ANNUALLY', 'ANNUALLY', 'BIENNIALLY', 'TRIENNIALLY', 'FOUR_YEARS', 'FIVE_YEARS', 'SIX_YEARS', 'SEVEN_YEARS', 'EIGHT_YEARS', 'NINE_YEARS', 'TEN_YEARS');

-- CreateEnum
CREATE TYPE "pay_type" AS ENUM ('FREE', 'ONE_TIME', 'RECURRING');

-- CreateEnum
CREATE TYPE "setup_moment" AS ENUM ('PAYMENT_RECEIPT', 'ORDER_PLACED', 'ORDER_ACCEPTED', 'MANUALLY');

-- CreateEnum
CREATE TYPE "free_domain" AS ENUM ('NONE', 'WITHOUT_RENEWAL', 'WITH_RENEWAL');

-- CreateEnum
CREATE TYPE "affiliate_payout" AS ENUM ('DEFAULT', 'PERCENTAGE', 'FIXED_AMOUNT', 'NONE');

-- CreateEnum
CREATE TYPE "usage_unit" AS ENUM ('MB', 'GB', 'TB');

-- CreateEnum
CREATE TYPE "client_status" AS ENUM ('ACTIVE', 'INACTIVE', 'CLOSED');

-- CreateEnum
CREATE TYPE "custom_field_owner" AS ENUM ('CLIENT', 'PRODUCT', 'ADDON', 'DEPARTMENT');

-- CreateEnum
CREATE TYPE "custom_field_type" AS ENUM ('TEXT', 'LINK', 'PASSWORD', 'DROPDOWN', 'TICKBOX', 'TEXTAREA');

-- CreateEnum
CREATE TYPE "domain_status" AS ENUM ('PENDING', 'PENDING_REGISTRATION', 'PENDING_TRANSFER', 'ACTIVE', 'GRACE', 'REDEMPTION', 'EXPIRED', 'CANCELLED', 'FRAUD', 'TRANSFERRED_AWAY');

-- CreateEnum
CREATE TYPE "domain_origin" AS ENUM ('REGISTER', 'TRANSFER');

-- CreateEnum
CREATE TYPE "domain_contact_role" AS ENUM ('REGISTRANT', 'ADMIN', 'TECH', 'BILLING');

-- CreateEnum
CREATE TYPE "dns_record_type" AS ENUM ('A', 'AAAA', 'CNAME', 'MX', 'TXT', 'NS', 'SRV', 'CAA', 'URL', 'FRAME');

-- CreateEnum
CREATE TYPE "errand_state" AS ENUM ('PENDING', 'SENT', 'DONE', 'REFUSED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "pay_method_type" AS ENUM ('CREDIT_CARD', 'BANK_ACCOUNT', 'REMOTE_ACCOUNT');

-- CreateEnum
CREATE TYPE "gateway_event_state" AS ENUM ('RECEIVED', 'PROCESSED', 'IGNORED', 'FAILED');

-- CreateEnum
CREATE TYPE "account_kind" AS ENUM ('CLIENT_CREDIT', 'RECEIVABLE', 'GATEWAY_CLEARING', 'GATEWAY_FEES', 'REVENUE', 'TAX', 'DISCOUNT', 'WRITE_OFF', 'REFUND', 'COST_OF_SALES', 'RESELLER_BALANCE', 'RESELLER_LOCKED', 'AFFILIATE_PAYABLE', 'AFFILIATE_EXPENSE', 'SUSPENSE', 'FOREX_DIFFERENCE');

-- CreateEnum
CREATE TYPE "journal_cause" AS ENUM ('INVOICE_ISSUED', 'INVOICE_CHANGED', 'INVOICE_CANCELLED', 'PAYMENT', 'REFUND', 'VOID', 'CREDIT_ADDED', 'CREDIT_REMOVED', 'CREDIT_APPLIED', 'LATE_FEE', 'WRITE_OFF', 'AFFILIATE_COMMISSION', 'AFFILIATE_WITHDRAWAL', 'RESELLER_FUNDS', 'RESELLER_CHARGE', 'CORRECTION');

-- CreateEnum
CREATE TYPE "email_template_type" AS ENUM ('GENERAL', 'PRODUCT', 'DOMAIN', 'INVOICE', 'SUPPORT', 'AFFILIATE', 'USER', 'ADMIN', 'QUOTE', 'NOTIFICATION');

-- CreateEnum
CREATE TYPE "email_status" AS ENUM ('PENDING', 'SENDING', 'SENT', 'FAILED', 'KEPT');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('PENDING', 'ACTIVE', 'CANCELLED', 'FRAUD');

-- CreateEnum
CREATE TYPE "order_item_type" AS ENUM ('PRODUCT', 'ADDON', 'DOMAIN_REGISTER', 'DOMAIN_TRANSFER', 'DOMAIN_RENEW', 'SERVICE_RENEW', 'ADDON_RENEW', 'UPGRADE');

-- CreateEnum
CREATE TYPE "fraud_verdict" AS ENUM ('PASS', 'REVIEW', 'FAIL', 'ERROR');

-- CreateEnum
CREATE TYPE "transaction_kind" AS ENUM ('PAYMENT', 'REFUND', 'CHARGEBACK', 'ADJUSTMENT');

-- CreateEnum
CREATE TYPE "refund_type" AS ENUM ('MANUAL', 'CREDIT', 'GATEWAY');

-- CreateEnum
CREATE TYPE "payment_attempt_status" AS ENUM ('PENDING', 'REQUIRES_ACTION', 'AUTHORIZED', 'SUCCEEDED', 'DECLINED', 'CANCELLED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "pending_action_status" AS ENUM ('PENDING_PAYMENT', 'PENDING_EXECUTION', 'SUCCESS', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "promotion_type" AS ENUM ('PERCENTAGE', 'FIXED_AMOUNT', 'PRICE_OVERRIDE', 'FREE_SETUP');

-- CreateEnum
CREATE TYPE "promotion_target_role" AS ENUM ('APPLIES_TO', 'REQUIRES');

-- CreateEnum
CREATE TYPE "network_issue_type" AS ENUM ('SERVER', 'SYSTEM', 'OTHER');

-- CreateEnum
CREATE TYPE "network_issue_priority" AS ENUM ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL');

-- CreateEnum
CREATE TYPE "network_issue_status" AS ENUM ('REPORTED', 'INVESTIGATING', 'IN_PROGRESS', 'OUTAGE', 'SCHEDULED', 'RESOLVED');

-- CreateEnum
CREATE TYPE "quote_stage" AS ENUM ('DRAFT', 'DELIVERED', 'ON_HOLD', 'ACCEPTED', 'LOST', 'DEAD', 'CANCELLED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "reseller_status" AS ENUM ('ACTIVE', 'SUSPENDED', 'CLOSED');

-- CreateEnum
CREATE TYPE "price_list_audience" AS ENUM ('RESELLER', 'CUSTOMER');

-- CreateEnum
CREATE TYPE "product_family" AS ENUM ('DOMAIN', 'WEB_SERVICES', 'SINGLE_DOMAIN_HOSTING', 'MULTI_DOMAIN_HOSTING', 'RESELLER_HOSTING', 'VPS', 'DEDICATED_SERVER', 'MANAGED_SERVER', 'ENTERPRISE_EMAIL', 'CERTIFICATE', 'CODEGUARD', 'SITELOCK', 'BACKORDER', 'OTHER');

-- CreateEnum
CREATE TYPE "tenure_unit" AS ENUM ('NONE', 'MONTHS', 'YEARS');

-- CreateEnum
CREATE TYPE "server_fill_type" AS ENUM ('LEAST_FULL', 'FILL_UNTIL_FULL');

-- CreateEnum
CREATE TYPE "cancellation_type" AS ENUM ('IMMEDIATE', 'END_OF_BILLING_PERIOD');

-- CreateEnum
CREATE TYPE "cancellation_status" AS ENUM ('PENDING', 'COMPLETED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "service_upgrade_kind" AS ENUM ('PRODUCT', 'CONFIG_OPTIONS');

-- CreateEnum
CREATE TYPE "service_upgrade_status" AS ENUM ('PENDING', 'COMPLETED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "service_status" AS ENUM ('PENDING', 'ACTIVE', 'SUSPENDED', 'TERMINATED', 'CANCELLED', 'FRAUD', 'COMPLETED');

-- CreateEnum
CREATE TYPE "api_credential_kind" AS ENUM ('STAFF', 'RESELLER', 'CUSTOMER');

-- CreateEnum
CREATE TYPE "blocked_sender_kind" AS ENUM ('SENDER', 'SUBJECT', 'PHRASE');

-- CreateEnum
CREATE TYPE "ticket_priority" AS ENUM ('LOW', 'MEDIUM', 'HIGH');

-- CreateEnum
CREATE TYPE "requestor_type" AS ENUM ('OWNER', 'OPERATOR', 'REGISTERED_USER', 'SUBACCOUNT', 'AUTHORIZED_USER', 'GUEST');

-- CreateEnum
CREATE TYPE "todo_status" AS ENUM ('NEW', 'IN_PROCESS', 'RESOLVED', 'DUPLICATE', 'POSTPONED', 'WONT_FIX');

-- CreateEnum
CREATE TYPE "automation_run_state" AS ENUM ('RUNNING', 'SUCCEEDED', 'FAILED');

-- CreateEnum
CREATE TYPE "webhook_delivery_state" AS ENUM ('PENDING', 'DELIVERED', 'FAILED', 'ABANDONED');

-- CreateEnum
CREATE TYPE "module_type" AS ENUM ('BUILTIN', 'ADDON', 'DOMAIN', 'SERVER', 'SECURITY', 'PAYMENT', 'EXCHANGE', 'EMAIL', 'SMS', 'THEME', 'AUTH_SIGNIN', 'FRAUD');

-- CreateEnum
CREATE TYPE "page_hook_place" AS ENUM ('HEAD', 'HEADER', 'FOOTER');

-- CreateEnum
CREATE TYPE "domain_action" AS ENUM ('REGISTER', 'RENEW', 'TRANSFER', 'RESTORE');

-- CreateEnum
CREATE TYPE "tld_label" AS ENUM ('FREE', 'HOT', 'NEW', 'SALE');

-- CreateEnum
CREATE TYPE "tld_addon_kind" AS ENUM ('ID_PROTECTION', 'DNS_MANAGEMENT', 'EMAIL_FORWARDING');

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "password_hash" TEXT,
    "password_changed_at" TIMESTAMPTZ(3),
    "language" TEXT NOT NULL DEFAULT 'english',
    "status" "user_status" NOT NULL DEFAULT 'ACTIVE',
    "email_verified_at" TIMESTAMPTZ(3),
    "failed_logins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "support_pin_hash" TEXT,
    "support_pin_expires_at" TIMESTAMPTZ(3),
    "security_question_id" INTEGER,
    "security_answer_hash" TEXT,
    "last_login_at" TIMESTAMPTZ(3),
    "last_login_ip" TEXT,
    "last_login_host" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_clients" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "client_id" INTEGER NOT NULL,
    "is_owner" BOOLEAN NOT NULL DEFAULT false,
    "permissions" TEXT[],
    "last_login_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_invitations" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "permissions" TEXT[],
    "token_hash" TEXT NOT NULL,
    "invited_by_user_id" INTEGER,
    "accepted_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "security_questions" (
    "id" SERIAL NOT NULL,
    "question" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "security_questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factors" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER,
    "admin_id" INTEGER,
    "module" "second_factor_module" NOT NULL,
    "secret_encrypted" TEXT,
    "last_counter" INTEGER,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_codes" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER,
    "admin_id" INTEGER,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "backup_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_challenges" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER,
    "admin_id" INTEGER,
    "code_hash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_challenges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "single_use_tokens" (
    "id" SERIAL NOT NULL,
    "purpose" "single_use_token_purpose" NOT NULL,
    "user_id" INTEGER,
    "admin_id" INTEGER,
    "client_id" INTEGER,
    "token_hash" TEXT NOT NULL,
    "email" TEXT,
    "payload" JSONB,
    "requested_ip" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "single_use_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "affiliates" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "status" "affiliate_status" NOT NULL DEFAULT 'ACTIVE',
    "code" TEXT NOT NULL,
    "visitors" INTEGER NOT NULL DEFAULT 0,
    "pay_type" "affiliate_pay_type" NOT NULL DEFAULT 'DEFAULT',
    "pay_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "is_one_time" BOOLEAN NOT NULL DEFAULT false,
    "currency_code" CHAR(3) NOT NULL,
    "balance" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "withdrawn" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "activated_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "affiliates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "affiliate_visits" (
    "id" SERIAL NOT NULL,
    "affiliate_id" INTEGER NOT NULL,
    "ip_hash" TEXT NOT NULL,
    "referrer" TEXT NOT NULL DEFAULT '',
    "landing_path" TEXT NOT NULL DEFAULT '',
    "visited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "affiliate_visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "affiliate_referrals" (
    "id" SERIAL NOT NULL,
    "affiliate_id" INTEGER NOT NULL,
    "client_id" INTEGER,
    "order_id" INTEGER,
    "service_id" INTEGER,
    "domain_id" INTEGER,
    "signed_up_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_paid_on" DATE,

    CONSTRAINT "affiliate_referrals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "affiliate_commissions" (
    "id" SERIAL NOT NULL,
    "affiliate_id" INTEGER NOT NULL,
    "referral_id" INTEGER NOT NULL,
    "invoice_id" INTEGER,
    "journal_set_id" INTEGER,
    "status" "commission_status" NOT NULL DEFAULT 'PENDING',
    "currency_code" CHAR(3) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "clears_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "affiliate_commissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "affiliate_withdrawals" (
    "id" SERIAL NOT NULL,
    "affiliate_id" INTEGER NOT NULL,
    "status" "request_status" NOT NULL DEFAULT 'PENDING',
    "currency_code" CHAR(3) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "method" TEXT NOT NULL DEFAULT '',
    "admin_id" INTEGER,
    "journal_set_id" INTEGER,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "affiliate_withdrawals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "affiliate_applications" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "status" "request_status" NOT NULL DEFAULT 'PENDING',
    "form" JSONB NOT NULL,
    "admin_id" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "affiliate_applications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoices" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "reseller_id" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "kind" "invoice_kind" NOT NULL DEFAULT 'STANDARD',
    "status" "invoice_status" NOT NULL DEFAULT 'DRAFT',
    "number" TEXT,
    "billing_name" TEXT NOT NULL DEFAULT '',
    "billing_company_name" TEXT NOT NULL DEFAULT '',
    "billing_email" TEXT NOT NULL DEFAULT '',
    "billing_address" TEXT NOT NULL DEFAULT '',
    "billing_country_code" TEXT NOT NULL DEFAULT '',
    "billing_tax_id" TEXT NOT NULL DEFAULT '',
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "issued_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "refunded_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "last_capture_attempt_at" TIMESTAMPTZ(3),
    "capture_attempts" INTEGER NOT NULL DEFAULT 0,
    "next_capture_at" TIMESTAMPTZ(3),
    "subtotal" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "discount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "tax" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "tax2" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "credit" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "total" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "amount_paid" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "balance" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "tax_rate" DECIMAL(9,4) NOT NULL DEFAULT 0,
    "tax_rate2" DECIMAL(9,4) NOT NULL DEFAULT 0,
    "tax_mode" "tax_mode" NOT NULL DEFAULT 'EXCLUSIVE',
    "tax_rule_id" INTEGER,
    "tax_rule2_id" INTEGER,
    "gateway_id" INTEGER,
    "pay_method_id" INTEGER,
    "notes" TEXT NOT NULL DEFAULT '',
    "admin_notes" TEXT NOT NULL DEFAULT '',
    "created_by_admin_id" INTEGER,
    "late_fee_at" TIMESTAMPTZ(3),
    "reminders_sent" INTEGER NOT NULL DEFAULT 0,
    "last_reminder_at" TIMESTAMPTZ(3),
    "reminder_days" INTEGER,
    "is_greedy" BOOLEAN NOT NULL DEFAULT false,
    "transaction_key" TEXT NOT NULL DEFAULT '',
    "product_key" TEXT NOT NULL DEFAULT '',
    "description_modifiable" BOOLEAN NOT NULL DEFAULT true,
    "counts_as_receipt" BOOLEAN NOT NULL DEFAULT true,
    "accounting_currency_code" CHAR(3),
    "accounting_rate" DECIMAL(19,8) NOT NULL DEFAULT 1,
    "forex_difference" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "customer_notified" BOOLEAN NOT NULL DEFAULT true,
    "reseller_notified" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_items" (
    "id" SERIAL NOT NULL,
    "invoice_id" INTEGER NOT NULL,
    "type" "invoice_item_type" NOT NULL DEFAULT 'CUSTOM',
    "related_id" INTEGER,
    "service_id" INTEGER,
    "service_addon_id" INTEGER,
    "domain_id" INTEGER,
    "promotion_id" INTEGER,
    "related_invoice_id" INTEGER,
    "description" TEXT NOT NULL,
    "quantity" DECIMAL(19,4) NOT NULL DEFAULT 1,
    "unit_price" DECIMAL(19,4) NOT NULL,
    "unit_cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "discount_percent" DECIMAL(9,4) NOT NULL DEFAULT 0,
    "amount" DECIMAL(19,4) NOT NULL,
    "is_taxed" BOOLEAN NOT NULL DEFAULT false,
    "tax" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "tax2" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "currency_code" CHAR(3) NOT NULL,
    "period_start_on" DATE,
    "period_end_on" DATE,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "carts" (
    "id" SERIAL NOT NULL,
    "token" UUID NOT NULL,
    "client_id" INTEGER,
    "credential_id" INTEGER,
    "client_ip" TEXT,
    "currency_code" CHAR(3) NOT NULL,
    "promotion_id" INTEGER,
    "affiliate_id" INTEGER,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "carts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_items" (
    "id" SERIAL NOT NULL,
    "cart_id" INTEGER NOT NULL,
    "type" "cart_item_type" NOT NULL,
    "product_id" INTEGER,
    "cycle" "billing_cycle",
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "domain_name" TEXT NOT NULL DEFAULT '',
    "tld_id" INTEGER,
    "domain_id" INTEGER,
    "years" INTEGER,
    "parent_id" INTEGER,
    "epp_code_encrypted" TEXT,
    "hostname" TEXT NOT NULL DEFAULT '',
    "root_password_encrypted" TEXT,
    "ns1" TEXT NOT NULL DEFAULT '',
    "ns2" TEXT NOT NULL DEFAULT '',
    "ns3" TEXT NOT NULL DEFAULT '',
    "ns4" TEXT NOT NULL DEFAULT '',
    "ns5" TEXT NOT NULL DEFAULT '',
    "id_protection" BOOLEAN NOT NULL DEFAULT false,
    "dns_management" BOOLEAN NOT NULL DEFAULT false,
    "email_forwarding" BOOLEAN NOT NULL DEFAULT false,
    "additional_fields" JSONB,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_item_options" (
    "id" SERIAL NOT NULL,
    "item_id" INTEGER NOT NULL,
    "option_id" INTEGER NOT NULL,
    "choice_id" INTEGER,
    "quantity" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "cart_item_options_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_item_addons" (
    "id" SERIAL NOT NULL,
    "item_id" INTEGER NOT NULL,
    "addon_id" INTEGER NOT NULL,
    "cycle" "billing_cycle",
    "quantity" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "cart_item_addons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domain_ownership_proofs" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "credential_id" INTEGER,
    "domain_name" TEXT NOT NULL,
    "method" "ownership_method" NOT NULL DEFAULT 'DNS_TXT',
    "token" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "domain_ownership_proofs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "config_option_groups" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "config_option_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_config_option_groups" (
    "id" SERIAL NOT NULL,
    "product_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "product_config_option_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "config_options" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "type" "config_option_type" NOT NULL,
    "min_quantity" INTEGER NOT NULL DEFAULT 0,
    "max_quantity" INTEGER NOT NULL DEFAULT 0,
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "config_options_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "config_option_choices" (
    "id" SERIAL NOT NULL,
    "option_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "config_option_choices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "config_option_prices" (
    "id" SERIAL NOT NULL,
    "choice_id" INTEGER NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "cycle" "billing_cycle" NOT NULL,
    "setup_fee" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "price" DECIMAL(19,4) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "config_option_prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addons" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "pay_type" "pay_type" NOT NULL DEFAULT 'RECURRING',
    "is_taxed" BOOLEAN NOT NULL DEFAULT false,
    "is_shown_on_order" BOOLEAN NOT NULL DEFAULT true,
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,
    "auto_activated" BOOLEAN NOT NULL DEFAULT false,
    "suspends_parent" BOOLEAN NOT NULL DEFAULT false,
    "server_module" TEXT NOT NULL DEFAULT '',
    "server_group_id" INTEGER,
    "welcome_email_template_id" INTEGER,
    "stock_controlled" BOOLEAN NOT NULL DEFAULT false,
    "stock_quantity" INTEGER NOT NULL DEFAULT 0,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "addons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addon_prices" (
    "id" SERIAL NOT NULL,
    "addon_id" INTEGER NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "cycle" "billing_cycle" NOT NULL,
    "setup_fee" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "price" DECIMAL(19,4) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "addon_prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addon_products" (
    "id" SERIAL NOT NULL,
    "addon_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,

    CONSTRAINT "addon_products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalog_versions" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalog_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_groups" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "headline" TEXT NOT NULL DEFAULT '',
    "tagline" TEXT NOT NULL DEFAULT '',
    "is_suggested" BOOLEAN NOT NULL DEFAULT false,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "link" TEXT NOT NULL DEFAULT '',
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "order_template" TEXT NOT NULL DEFAULT '',
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_types" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "product_types_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "products" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "type_id" INTEGER NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "highlight_text" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "stock_controlled" BOOLEAN NOT NULL DEFAULT false,
    "stock_quantity" INTEGER NOT NULL DEFAULT 0,
    "quantity_allowed" BOOLEAN NOT NULL DEFAULT false,
    "pay_type" "pay_type" NOT NULL DEFAULT 'RECURRING',
    "default_cycle" "billing_cycle" NOT NULL DEFAULT 'MONTHLY',
    "cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "is_taxed" BOOLEAN NOT NULL DEFAULT false,
    "recurring_cycles_limit" INTEGER NOT NULL DEFAULT 0,
    "auto_terminate_days" INTEGER NOT NULL DEFAULT 0,
    "terminate_email_template_id" INTEGER,
    "welcome_email_template_id" INTEGER,
    "upgrade_email_template_id" INTEGER,
    "prorata_enabled" BOOLEAN NOT NULL DEFAULT false,
    "prorata_day" INTEGER NOT NULL DEFAULT 0,
    "prorata_next_month_after_day" INTEGER NOT NULL DEFAULT 0,
    "setup_moment" "setup_moment" NOT NULL DEFAULT 'MANUALLY',
    "server_module" TEXT NOT NULL DEFAULT '',
    "server_group_id" INTEGER,
    "server_package_name" TEXT NOT NULL DEFAULT '',
    "server_options_shown" BOOLEAN NOT NULL DEFAULT false,
    "subdomain_options" TEXT[],
    "domain_required" BOOLEAN NOT NULL DEFAULT false,
    "free_domain" "free_domain" NOT NULL DEFAULT 'NONE',
    "free_domain_cycles" "billing_cycle"[],
    "free_domain_tlds" TEXT[],
    "upgrades_enabled" BOOLEAN NOT NULL DEFAULT false,
    "config_options_upgradable" BOOLEAN NOT NULL DEFAULT false,
    "affiliate_payout" "affiliate_payout" NOT NULL DEFAULT 'NONE',
    "affiliate_recurring" BOOLEAN NOT NULL DEFAULT false,
    "affiliate_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "overages_enabled" BOOLEAN NOT NULL DEFAULT false,
    "disk_soft_limit" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "disk_soft_limit_unit" "usage_unit" NOT NULL DEFAULT 'MB',
    "disk_overage_cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "bandwidth_soft_limit" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "bandwidth_soft_limit_unit" "usage_unit" NOT NULL DEFAULT 'MB',
    "bandwidth_overage_cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "configurations" JSONB,
    "recommended_product_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_prices" (
    "id" SERIAL NOT NULL,
    "product_id" INTEGER NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "cycle" "billing_cycle" NOT NULL,
    "setup_fee" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "price" DECIMAL(19,4) NOT NULL,
    "old_price" DECIMAL(19,4),
    "cost" DECIMAL(19,4),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_upgrade_paths" (
    "id" SERIAL NOT NULL,
    "from_product_id" INTEGER NOT NULL,
    "to_product_id" INTEGER NOT NULL,

    CONSTRAINT "product_upgrade_paths_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clients" (
    "id" SERIAL NOT NULL,
    "uuid" UUID NOT NULL,
    "reseller_id" INTEGER,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "company_name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "address1" TEXT NOT NULL DEFAULT '',
    "address2" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT '',
    "postcode" TEXT NOT NULL DEFAULT '',
    "country_code" CHAR(2) NOT NULL,
    "phone_number" TEXT NOT NULL DEFAULT '',
    "phone_country_code" TEXT NOT NULL DEFAULT '',
    "tax_id" TEXT NOT NULL DEFAULT '',
    "status" "client_status" NOT NULL DEFAULT 'ACTIVE',
    "group_id" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'english',
    "notes" TEXT NOT NULL DEFAULT '',
    "credit_balance" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "credit_limit" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "default_gateway_id" INTEGER,
    "default_pay_method_id" INTEGER,
    "billing_contact_id" INTEGER,
    "tax_exempt" BOOLEAN NOT NULL DEFAULT false,
    "late_fee_exempt" BOOLEAN NOT NULL DEFAULT false,
    "overdue_notices_disabled" BOOLEAN NOT NULL DEFAULT false,
    "separate_invoices" BOOLEAN NOT NULL DEFAULT false,
    "auto_card_disabled" BOOLEAN NOT NULL DEFAULT false,
    "email_opt_out" BOOLEAN NOT NULL DEFAULT false,
    "marketing_opt_in" BOOLEAN NOT NULL DEFAULT false,
    "marketing_opt_in_at" TIMESTAMPTZ(3),
    "override_auto_close" BOOLEAN NOT NULL DEFAULT false,
    "allow_single_sign_on" BOOLEAN NOT NULL DEFAULT true,
    "general_emails" BOOLEAN NOT NULL DEFAULT true,
    "invoice_emails" BOOLEAN NOT NULL DEFAULT true,
    "support_emails" BOOLEAN NOT NULL DEFAULT true,
    "product_emails" BOOLEAN NOT NULL DEFAULT true,
    "domain_emails" BOOLEAN NOT NULL DEFAULT true,
    "affiliate_emails" BOOLEAN NOT NULL DEFAULT true,
    "closed_at" TIMESTAMPTZ(3),
    "last_login_at" TIMESTAMPTZ(3),
    "last_login_ip" TEXT,
    "last_login_host" TEXT,
    "signup_ip" TEXT,
    "signup_host" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_groups" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT '',
    "discount_percent" DECIMAL(9,4) NOT NULL DEFAULT 0,
    "suspend_terminate_exempt" BOOLEAN NOT NULL DEFAULT false,
    "separate_invoices" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_notes" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "admin_id" INTEGER,
    "note" TEXT NOT NULL,
    "is_sticky" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "company_name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "address1" TEXT NOT NULL DEFAULT '',
    "address2" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT '',
    "postcode" TEXT NOT NULL DEFAULT '',
    "country_code" TEXT NOT NULL DEFAULT '',
    "phone_number" TEXT NOT NULL DEFAULT '',
    "phone_country_code" TEXT NOT NULL DEFAULT '',
    "tax_id" TEXT NOT NULL DEFAULT '',
    "is_sub_account" BOOLEAN NOT NULL DEFAULT false,
    "password_hash" TEXT,
    "permissions" TEXT[],
    "general_emails" BOOLEAN NOT NULL DEFAULT false,
    "product_emails" BOOLEAN NOT NULL DEFAULT false,
    "domain_emails" BOOLEAN NOT NULL DEFAULT false,
    "invoice_emails" BOOLEAN NOT NULL DEFAULT false,
    "support_emails" BOOLEAN NOT NULL DEFAULT false,
    "affiliate_emails" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "currencies" (
    "id" SERIAL NOT NULL,
    "code" CHAR(3) NOT NULL,
    "prefix" TEXT NOT NULL DEFAULT '',
    "suffix" TEXT NOT NULL DEFAULT '',
    "format" INTEGER NOT NULL DEFAULT 1,
    "exponent" INTEGER NOT NULL DEFAULT 2,
    "rate" DECIMAL(19,8) NOT NULL DEFAULT 1,
    "is_base" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "currencies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "currency_rates" (
    "id" SERIAL NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "rate" DECIMAL(19,8) NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "valid_from_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "currency_rates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "custom_fields" (
    "id" SERIAL NOT NULL,
    "owner" "custom_field_owner" NOT NULL,
    "product_id" INTEGER,
    "addon_id" INTEGER,
    "department_id" INTEGER,
    "name" TEXT NOT NULL,
    "type" "custom_field_type" NOT NULL DEFAULT 'TEXT',
    "description" TEXT NOT NULL DEFAULT '',
    "options" TEXT[],
    "regex" TEXT NOT NULL DEFAULT '',
    "is_required" BOOLEAN NOT NULL DEFAULT false,
    "is_admin_only" BOOLEAN NOT NULL DEFAULT false,
    "is_shown_on_order" BOOLEAN NOT NULL DEFAULT false,
    "is_shown_on_invoice" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_fields_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "custom_field_values" (
    "id" SERIAL NOT NULL,
    "field_id" INTEGER NOT NULL,
    "client_id" INTEGER,
    "service_id" INTEGER,
    "service_addon_id" INTEGER,
    "ticket_id" INTEGER,
    "cart_item_id" INTEGER,
    "value" TEXT NOT NULL DEFAULT '',
    "value_encrypted" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_field_values_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_domains" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "is_locked" BOOLEAN NOT NULL DEFAULT false,
    "id_protection" BOOLEAN NOT NULL DEFAULT false,
    "epp_code_encrypted" TEXT NOT NULL,
    "nameservers" TEXT[],
    "contacts" JSONB NOT NULL,
    "hosts" JSONB,
    "records" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sandbox_domains_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_operations" (
    "id" SERIAL NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "domain_name" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "outcome" JSONB,
    "ready_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_operations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_faults" (
    "id" SERIAL NOT NULL,
    "operation" TEXT NOT NULL DEFAULT '',
    "domain_name" TEXT NOT NULL DEFAULT '',
    "fault" TEXT NOT NULL,
    "delay_ms" INTEGER NOT NULL DEFAULT 0,
    "remaining" INTEGER,
    "message" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_faults_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rdap_bootstraps" (
    "id" SERIAL NOT NULL,
    "extension" TEXT NOT NULL,
    "urls" TEXT[],
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rdap_bootstraps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "availability_cache" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "is_available" BOOLEAN NOT NULL,
    "is_premium" BOOLEAN NOT NULL DEFAULT false,
    "premium_price" DECIMAL(19,4),
    "currency_code" CHAR(3),
    "source" TEXT NOT NULL,
    "whois" TEXT NOT NULL DEFAULT '',
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "availability_cache_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domains" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "order_id" INTEGER,
    "tld_id" INTEGER,
    "registrar_id" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "name" TEXT NOT NULL,
    "unicode_name" TEXT NOT NULL,
    "idn_language" TEXT NOT NULL DEFAULT '',
    "origin" "domain_origin" NOT NULL DEFAULT 'REGISTER',
    "status" "domain_status" NOT NULL DEFAULT 'PENDING',
    "status_message" TEXT NOT NULL DEFAULT '',
    "registrar_ref" TEXT,
    "years" INTEGER NOT NULL DEFAULT 1,
    "registered_on" DATE,
    "expires_on" DATE,
    "next_due_on" DATE,
    "next_invoice_on" DATE,
    "first_payment_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "recurring_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "is_premium" BOOLEAN NOT NULL DEFAULT false,
    "premium_cost" DECIMAL(19,4),
    "gateway_id" INTEGER,
    "pay_method_id" INTEGER,
    "subscription_id" TEXT NOT NULL DEFAULT '',
    "promotion_id" INTEGER,
    "promotion_cycles_left" INTEGER,
    "dns_management" BOOLEAN NOT NULL DEFAULT false,
    "email_forwarding" BOOLEAN NOT NULL DEFAULT false,
    "id_protection" BOOLEAN NOT NULL DEFAULT false,
    "auto_renew" BOOLEAN NOT NULL DEFAULT true,
    "is_free_with_service" BOOLEAN NOT NULL DEFAULT false,
    "service_id" INTEGER,
    "epp_code_encrypted" TEXT,
    "is_locked" BOOLEAN NOT NULL DEFAULT true,
    "ns1" TEXT NOT NULL DEFAULT '',
    "ns2" TEXT NOT NULL DEFAULT '',
    "ns3" TEXT NOT NULL DEFAULT '',
    "ns4" TEXT NOT NULL DEFAULT '',
    "ns5" TEXT NOT NULL DEFAULT '',
    "additional_fields" JSONB,
    "last_sync_at" TIMESTAMPTZ(3),
    "last_sync_error" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "domains_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domain_contacts" (
    "id" SERIAL NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "role" "domain_contact_role" NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "organization_name" TEXT NOT NULL DEFAULT '',
    "job_title" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "address1" TEXT NOT NULL DEFAULT '',
    "address2" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT '',
    "postcode" TEXT NOT NULL DEFAULT '',
    "country_code" TEXT NOT NULL DEFAULT '',
    "phone_number" TEXT NOT NULL DEFAULT '',
    "fax_number" TEXT NOT NULL DEFAULT '',
    "registrar_ref" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "domain_contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "private_nameservers" (
    "id" SERIAL NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "hostname" TEXT NOT NULL,
    "ip_address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "private_nameservers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dns_records" (
    "id" SERIAL NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "host" TEXT NOT NULL,
    "type" "dns_record_type" NOT NULL,
    "value" TEXT NOT NULL,
    "ttl_seconds" INTEGER NOT NULL DEFAULT 3600,
    "priority" INTEGER,
    "registrar_ref" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dns_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domain_email_forwards" (
    "id" SERIAL NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "forward_to" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "domain_email_forwards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "errands" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "client_id" INTEGER,
    "input" JSONB NOT NULL,
    "state" "errand_state" NOT NULL DEFAULT 'PENDING',
    "outcome" JSONB,
    "message" TEXT NOT NULL DEFAULT '',
    "outside_ref" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "idempotency_key" TEXT NOT NULL,
    "credential_id" INTEGER,
    "actor" TEXT NOT NULL,
    "request_id" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "errands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateways" (
    "id" SERIAL NOT NULL,
    "module" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "settings_encrypted" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT false,
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "is_test_mode" BOOLEAN NOT NULL DEFAULT false,
    "stores_cards" BOOLEAN NOT NULL DEFAULT false,
    "currency_code" CHAR(3),
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gateways_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pay_methods" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "gateway_id" INTEGER,
    "type" "pay_method_type" NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "contact_id" INTEGER,
    "token_encrypted" TEXT,
    "remote_customer_ref" TEXT,
    "last4" TEXT NOT NULL DEFAULT '',
    "brand" TEXT NOT NULL DEFAULT '',
    "expiry_month" INTEGER,
    "expiry_year" INTEGER,
    "start_on" DATE,
    "issue_number" TEXT NOT NULL DEFAULT '',
    "bank_name" TEXT NOT NULL DEFAULT '',
    "account_type" TEXT NOT NULL DEFAULT '',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pay_methods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateway_events" (
    "id" SERIAL NOT NULL,
    "gateway_id" INTEGER NOT NULL,
    "event_ref" TEXT NOT NULL,
    "type" TEXT NOT NULL DEFAULT '',
    "payload" JSONB NOT NULL,
    "state" "gateway_event_state" NOT NULL DEFAULT 'RECEIVED',
    "result" TEXT NOT NULL DEFAULT '',
    "invoice_id" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "gateway_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billed_periods" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "invoice_id" INTEGER NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billed_periods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_number_sequences" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "pattern" TEXT NOT NULL DEFAULT '{NUMBER}',
    "next_number" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_number_sequences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_reminders" (
    "id" SERIAL NOT NULL,
    "invoice_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoice_reminders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tax_rules" (
    "id" SERIAL NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "country_code" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT '',
    "rate" DECIMAL(9,4) NOT NULL,
    "mode" "tax_mode" NOT NULL DEFAULT 'EXCLUSIVE',
    "is_compound" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tax_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billable_items" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "invoice_id" INTEGER,
    "description" TEXT NOT NULL,
    "hours" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "unit_price" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "currency_code" CHAR(3) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "is_taxed" BOOLEAN NOT NULL DEFAULT false,
    "due_on" DATE,
    "invoiced_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billable_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_sets" (
    "id" SERIAL NOT NULL,
    "cause" "journal_cause" NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "subject_type" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "reversal_of_id" INTEGER,
    "actor" TEXT NOT NULL,
    "posted_on" DATE NOT NULL,
    "idempotency_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entries" (
    "id" SERIAL NOT NULL,
    "set_id" INTEGER NOT NULL,
    "account" "account_kind" NOT NULL,
    "client_id" INTEGER,
    "billing_name" TEXT NOT NULL DEFAULT '',
    "reseller_id" INTEGER,
    "affiliate_id" INTEGER,
    "gateway_id" INTEGER,
    "invoice_id" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "rate" DECIMAL(19,8) NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_balances" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "account" "account_kind" NOT NULL,
    "client_id" INTEGER,
    "reseller_id" INTEGER,
    "affiliate_id" INTEGER,
    "gateway_id" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "balance" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "locked_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_balances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_templates" (
    "id" SERIAL NOT NULL,
    "type" "email_template_type" NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT '',
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "is_custom" BOOLEAN NOT NULL DEFAULT false,
    "is_disabled" BOOLEAN NOT NULL DEFAULT false,
    "is_welcome" BOOLEAN NOT NULL DEFAULT false,
    "from_name" TEXT NOT NULL DEFAULT '',
    "from_email" TEXT NOT NULL DEFAULT '',
    "reply_to" TEXT NOT NULL DEFAULT '',
    "cc" TEXT[],
    "bcc" TEXT[],
    "attachments" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "email_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "emails" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "contact_id" INTEGER,
    "user_id" INTEGER,
    "admin_id" INTEGER,
    "template_id" INTEGER,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "from_name" TEXT NOT NULL DEFAULT '',
    "from_email" TEXT NOT NULL,
    "reply_to" TEXT NOT NULL DEFAULT '',
    "to" TEXT NOT NULL,
    "cc" TEXT NOT NULL DEFAULT '',
    "bcc" TEXT NOT NULL DEFAULT '',
    "status" "email_status" NOT NULL DEFAULT 'PENDING',
    "failure" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "related_type" TEXT,
    "related_id" INTEGER,
    "campaign_id" INTEGER NOT NULL DEFAULT 0,
    "message_id" TEXT NOT NULL,
    "dedupe_key" TEXT,
    "is_sensitive" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "emails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_attachments" (
    "id" SERIAL NOT NULL,
    "email_id" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "email_attachments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "client_id" INTEGER NOT NULL,
    "contact_id" INTEGER,
    "requestor_user_id" INTEGER,
    "requestor_admin_id" INTEGER,
    "status" "order_status" NOT NULL DEFAULT 'PENDING',
    "currency_code" CHAR(3) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "invoice_id" INTEGER,
    "gateway_id" INTEGER,
    "promotion_id" INTEGER,
    "promotion_code" TEXT NOT NULL DEFAULT '',
    "promotion_type" "promotion_type",
    "promotion_value" DECIMAL(19,4),
    "order_data" JSONB,
    "nameservers" TEXT[],
    "ip" TEXT NOT NULL DEFAULT '',
    "user_agent" TEXT NOT NULL DEFAULT '',
    "accept_language" TEXT NOT NULL DEFAULT '',
    "fraud_module" TEXT NOT NULL DEFAULT '',
    "fraud_verdict" "fraud_verdict",
    "fraud_score" DECIMAL(9,4),
    "fraud_output" JSONB,
    "fraud_checked_at" TIMESTAMPTZ(3),
    "validation_data" JSONB,
    "notes" TEXT NOT NULL DEFAULT '',
    "accepted_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_items" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "type" "order_item_type" NOT NULL,
    "product_id" INTEGER,
    "service_id" INTEGER,
    "service_addon_id" INTEGER,
    "domain_id" INTEGER,
    "upgrade_id" INTEGER,
    "description" TEXT NOT NULL,
    "domain_name" TEXT NOT NULL DEFAULT '',
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "billing_cycle" "billing_cycle",
    "years" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "setup_fee" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "recurring_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "discount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "epp_code_encrypted" TEXT,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transactions" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "billing_name" TEXT NOT NULL DEFAULT '',
    "invoice_id" INTEGER,
    "gateway_id" INTEGER,
    "gateway_module" TEXT NOT NULL DEFAULT '',
    "pay_method_id" INTEGER,
    "kind" "transaction_kind" NOT NULL DEFAULT 'PAYMENT',
    "currency_code" CHAR(3) NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "amount_in" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "fees" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "amount_out" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "rate" DECIMAL(19,8) NOT NULL DEFAULT 1,
    "transaction_ref" TEXT,
    "refund_type" "refund_type",
    "refund_of_id" INTEGER,
    "errand_id" INTEGER,
    "journal_set_id" INTEGER,
    "actor" TEXT NOT NULL DEFAULT '',
    "is_voided" BOOLEAN NOT NULL DEFAULT false,
    "voided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_attempts" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "invoice_id" INTEGER NOT NULL,
    "gateway_id" INTEGER,
    "pay_method_id" INTEGER,
    "errand_id" INTEGER,
    "transaction_id" INTEGER,
    "status" "payment_attempt_status" NOT NULL DEFAULT 'PENDING',
    "currency_code" CHAR(3) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "gateway_ref" TEXT,
    "redirect_url" TEXT,
    "decline_code" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL DEFAULT '',
    "idempotency_key" TEXT NOT NULL,
    "hold_expires_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_entries" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "billing_name" TEXT NOT NULL DEFAULT '',
    "currency_code" CHAR(3) NOT NULL,
    "entered_on" DATE NOT NULL,
    "description" TEXT NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "balance_after" DECIMAL(19,4) NOT NULL,
    "related_id" INTEGER NOT NULL DEFAULT 0,
    "invoice_id" INTEGER,
    "transaction_id" INTEGER,
    "journal_set_id" INTEGER,
    "admin_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pending_actions" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "reseller_id" INTEGER,
    "invoice_id" INTEGER,
    "order_id" INTEGER,
    "service_id" INTEGER,
    "domain_id" INTEGER,
    "errand_id" INTEGER,
    "type" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" "pending_action_status" NOT NULL DEFAULT 'PENDING_PAYMENT',
    "status_message" TEXT NOT NULL DEFAULT '',
    "currency_code" CHAR(3) NOT NULL,
    "locked_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "executed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" SERIAL NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "credential_id" INTEGER,
    "ip" TEXT,
    "request_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "id" BIGSERIAL NOT NULL,
    "position" BIGINT,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "client_id" INTEGER,
    "reseller_id" INTEGER,
    "department_id" INTEGER,
    "subject_id" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_consumers" (
    "name" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_consumers_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "id" SERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "result" TEXT,
    "answer" TEXT,
    "answer_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotions" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "type" "promotion_type" NOT NULL,
    "value" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "currency_code" CHAR(3) NOT NULL,
    "is_recurring" BOOLEAN NOT NULL DEFAULT false,
    "recur_for_cycles" INTEGER NOT NULL DEFAULT 0,
    "cycles" "billing_cycle"[],
    "domain_years" INTEGER[],
    "requires_existing" BOOLEAN NOT NULL DEFAULT false,
    "start_on" DATE,
    "expires_on" DATE,
    "max_uses" INTEGER NOT NULL DEFAULT 0,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "is_lifetime" BOOLEAN NOT NULL DEFAULT false,
    "is_once_per_order" BOOLEAN NOT NULL DEFAULT false,
    "new_signups_only" BOOLEAN NOT NULL DEFAULT false,
    "existing_clients_only" BOOLEAN NOT NULL DEFAULT false,
    "is_once_per_client" BOOLEAN NOT NULL DEFAULT false,
    "upgrades_allowed" BOOLEAN NOT NULL DEFAULT false,
    "upgrade_config" JSONB,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promotions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotion_targets" (
    "id" SERIAL NOT NULL,
    "promotion_id" INTEGER NOT NULL,
    "role" "promotion_target_role" NOT NULL,
    "product_id" INTEGER,
    "addon_id" INTEGER,
    "tld_id" INTEGER,

    CONSTRAINT "promotion_targets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotion_uses" (
    "id" SERIAL NOT NULL,
    "promotion_id" INTEGER NOT NULL,
    "client_id" INTEGER,
    "order_id" INTEGER,
    "discount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "currency_code" CHAR(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promotion_uses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcements" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "announced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "is_published" BOOLEAN NOT NULL DEFAULT false,
    "language" TEXT NOT NULL DEFAULT '',
    "parent_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "knowledge_base_categories" (
    "id" SERIAL NOT NULL,
    "parent_id" INTEGER,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "language" TEXT NOT NULL DEFAULT '',
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "knowledge_base_categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "knowledge_base_articles" (
    "id" SERIAL NOT NULL,
    "category_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 0,
    "useful_votes" INTEGER NOT NULL DEFAULT 0,
    "votes" INTEGER NOT NULL DEFAULT 0,
    "is_private" BOOLEAN NOT NULL DEFAULT false,
    "tags" TEXT[],
    "language" TEXT NOT NULL DEFAULT '',
    "parent_id" INTEGER,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "knowledge_base_articles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_issues" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" "network_issue_type" NOT NULL DEFAULT 'OTHER',
    "affecting" TEXT NOT NULL DEFAULT '',
    "server_id" INTEGER,
    "priority" "network_issue_priority" NOT NULL DEFAULT 'MEDIUM',
    "status" "network_issue_status" NOT NULL DEFAULT 'REPORTED',
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "end_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "network_issues_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quotes" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "subject" TEXT NOT NULL,
    "stage" "quote_stage" NOT NULL DEFAULT 'DRAFT',
    "created_on" DATE NOT NULL,
    "valid_until_on" DATE NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "modified_on" DATE NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "company_name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "address1" TEXT NOT NULL DEFAULT '',
    "address2" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT '',
    "postcode" TEXT NOT NULL DEFAULT '',
    "country_code" TEXT NOT NULL DEFAULT '',
    "phone_number" TEXT NOT NULL DEFAULT '',
    "tax_id" TEXT NOT NULL DEFAULT '',
    "currency_code" CHAR(3) NOT NULL,
    "subtotal" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "tax" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "tax2" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "total" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "tax_rate" DECIMAL(9,4) NOT NULL DEFAULT 0,
    "tax_rate2" DECIMAL(9,4) NOT NULL DEFAULT 0,
    "proposal" TEXT NOT NULL DEFAULT '',
    "customer_notes" TEXT NOT NULL DEFAULT '',
    "admin_notes" TEXT NOT NULL DEFAULT '',
    "access_key_hash" TEXT,
    "invoice_id" INTEGER,
    "created_by_admin_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quotes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quote_items" (
    "id" SERIAL NOT NULL,
    "quote_id" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "quantity" DECIMAL(19,4) NOT NULL DEFAULT 1,
    "unit_price" DECIMAL(19,4) NOT NULL,
    "discount_percent" DECIMAL(9,4) NOT NULL DEFAULT 0,
    "amount" DECIMAL(19,4) NOT NULL,
    "is_taxed" BOOLEAN NOT NULL DEFAULT false,
    "currency_code" CHAR(3) NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quote_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resellers" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "parent_id" INTEGER,
    "brand_name" TEXT NOT NULL,
    "status" "reseller_status" NOT NULL DEFAULT 'ACTIVE',
    "website_url" TEXT NOT NULL DEFAULT '',
    "support_email" TEXT NOT NULL DEFAULT '',
    "discount_percent" DECIMAL(9,4) NOT NULL DEFAULT 0,
    "cost_price_list_id" INTEGER,
    "customer_price_list_id" INTEGER,
    "credit_limit" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "currency_code" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "resellers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_lists" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "audience" "price_list_audience" NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "owner_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_lists_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_keys" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "family" "product_family" NOT NULL,
    "category" TEXT NOT NULL,
    "tlds" TEXT[],
    "product_id" INTEGER,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_slabs" (
    "id" SERIAL NOT NULL,
    "list_id" INTEGER NOT NULL,
    "product_key_id" INTEGER NOT NULL,
    "slab" INTEGER NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "category_name" TEXT NOT NULL DEFAULT '',
    "category_quantity" DECIMAL(19,4) NOT NULL DEFAULT 0,

    CONSTRAINT "price_slabs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_list_entries" (
    "id" SERIAL NOT NULL,
    "list_id" INTEGER NOT NULL,
    "product_key_id" INTEGER NOT NULL,
    "slab" INTEGER NOT NULL DEFAULT 0,
    "section" TEXT NOT NULL DEFAULT '',
    "plan_id" TEXT NOT NULL DEFAULT '',
    "band" TEXT NOT NULL DEFAULT '',
    "action" TEXT NOT NULL DEFAULT '',
    "tenure" INTEGER NOT NULL DEFAULT 0,
    "tenure_unit" "tenure_unit" NOT NULL DEFAULT 'NONE',
    "price" DECIMAL(19,4) NOT NULL,
    "price_text" TEXT NOT NULL,
    "description" JSONB,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_list_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reseller_product_prices" (
    "id" SERIAL NOT NULL,
    "reseller_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "cycle" "billing_cycle" NOT NULL,
    "setup_fee" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "price" DECIMAL(19,4) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reseller_product_prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reseller_tld_prices" (
    "id" SERIAL NOT NULL,
    "reseller_id" INTEGER NOT NULL,
    "tld_id" INTEGER NOT NULL,
    "action" "domain_action" NOT NULL,
    "years" INTEGER NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "price" DECIMAL(19,4) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reseller_tld_prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server_groups" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "fill_type" "server_fill_type" NOT NULL DEFAULT 'LEAST_FULL',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server_group_members" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "server_id" INTEGER NOT NULL,

    CONSTRAINT "server_group_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "servers" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "module" TEXT NOT NULL,
    "hostname" TEXT NOT NULL,
    "ip_address" TEXT NOT NULL DEFAULT '',
    "assigned_ips" TEXT[],
    "port" INTEGER,
    "use_tls" BOOLEAN NOT NULL DEFAULT true,
    "verify_tls" BOOLEAN NOT NULL DEFAULT true,
    "tls_fingerprint" TEXT,
    "username" TEXT NOT NULL DEFAULT '',
    "password_encrypted" TEXT,
    "access_hash_encrypted" TEXT,
    "noc" TEXT NOT NULL DEFAULT '',
    "status_address" TEXT NOT NULL DEFAULT '',
    "monthly_cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "currency_code" CHAR(3) NOT NULL,
    "max_accounts" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "nameserver1" TEXT NOT NULL DEFAULT '',
    "nameserver1_ip" TEXT NOT NULL DEFAULT '',
    "nameserver2" TEXT NOT NULL DEFAULT '',
    "nameserver2_ip" TEXT NOT NULL DEFAULT '',
    "nameserver3" TEXT NOT NULL DEFAULT '',
    "nameserver3_ip" TEXT NOT NULL DEFAULT '',
    "nameserver4" TEXT NOT NULL DEFAULT '',
    "nameserver4_ip" TEXT NOT NULL DEFAULT '',
    "nameserver5" TEXT NOT NULL DEFAULT '',
    "nameserver5_ip" TEXT NOT NULL DEFAULT '',
    "is_reachable" BOOLEAN,
    "load" TEXT NOT NULL DEFAULT '',
    "uptime" TEXT NOT NULL DEFAULT '',
    "checked_at" TIMESTAMPTZ(3),
    "notes" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "servers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "module_queue_entries" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "service_type" TEXT NOT NULL,
    "related_id" INTEGER NOT NULL,
    "service_id" INTEGER,
    "service_addon_id" INTEGER,
    "domain_id" INTEGER,
    "errand_id" INTEGER,
    "module_name" TEXT NOT NULL,
    "module_action" TEXT NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_attempt_error" TEXT NOT NULL DEFAULT '',
    "retries" INTEGER NOT NULL DEFAULT 0,
    "is_completed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "module_queue_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cancellation_requests" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "service_id" INTEGER NOT NULL,
    "type" "cancellation_type" NOT NULL DEFAULT 'END_OF_BILLING_PERIOD',
    "status" "cancellation_status" NOT NULL DEFAULT 'PENDING',
    "reason" TEXT NOT NULL DEFAULT '',
    "cancel_domain" BOOLEAN NOT NULL DEFAULT false,
    "cancel_on" DATE NOT NULL,
    "product_type_key" TEXT NOT NULL DEFAULT '',
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cancellation_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_upgrades" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "service_id" INTEGER NOT NULL,
    "order_id" INTEGER,
    "invoice_id" INTEGER,
    "kind" "service_upgrade_kind" NOT NULL,
    "status" "service_upgrade_status" NOT NULL DEFAULT 'PENDING',
    "currency_code" CHAR(3) NOT NULL,
    "from_product_id" INTEGER NOT NULL,
    "to_product_id" INTEGER NOT NULL,
    "from_cycle" "billing_cycle" NOT NULL,
    "to_cycle" "billing_cycle" NOT NULL,
    "from_recurring_amount" DECIMAL(19,4) NOT NULL,
    "to_recurring_amount" DECIMAL(19,4) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "credit" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "days_until_renewal" INTEGER NOT NULL,
    "total_days" INTEGER NOT NULL,
    "config_changes" JSONB,
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_upgrades_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "services" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "order_id" INTEGER,
    "server_id" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "domain_name" TEXT NOT NULL DEFAULT '',
    "username" TEXT NOT NULL DEFAULT '',
    "password_encrypted" TEXT,
    "module_account_ref" TEXT,
    "registered_on" DATE NOT NULL,
    "activated_at" TIMESTAMPTZ(3),
    "next_due_on" DATE,
    "next_invoice_on" DATE,
    "terminate_on" DATE,
    "completed_on" DATE,
    "cycles_invoiced" INTEGER NOT NULL DEFAULT 0,
    "first_payment_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "recurring_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "billing_cycle" "billing_cycle" NOT NULL,
    "gateway_id" INTEGER,
    "pay_method_id" INTEGER,
    "subscription_id" TEXT NOT NULL DEFAULT '',
    "promotion_id" INTEGER,
    "promotion_cycles_left" INTEGER,
    "status" "service_status" NOT NULL DEFAULT 'PENDING',
    "suspended_at" TIMESTAMPTZ(3),
    "suspend_reason" TEXT NOT NULL DEFAULT '',
    "terminated_at" TIMESTAMPTZ(3),
    "override_auto_suspend" BOOLEAN NOT NULL DEFAULT false,
    "override_suspend_until_on" DATE,
    "override_auto_terminate" BOOLEAN NOT NULL DEFAULT false,
    "dedicated_ip" TEXT NOT NULL DEFAULT '',
    "assigned_ips" TEXT[],
    "nameserver1" TEXT NOT NULL DEFAULT '',
    "nameserver2" TEXT NOT NULL DEFAULT '',
    "disk_usage_mb" INTEGER NOT NULL DEFAULT 0,
    "disk_limit_mb" INTEGER NOT NULL DEFAULT 0,
    "bandwidth_usage_mb" INTEGER NOT NULL DEFAULT 0,
    "bandwidth_limit_mb" INTEGER NOT NULL DEFAULT 0,
    "usage_updated_at" TIMESTAMPTZ(3),
    "overages_billed_on" DATE,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "services_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_addons" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "service_id" INTEGER NOT NULL,
    "addon_id" INTEGER,
    "order_id" INTEGER,
    "server_id" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "setup_fee" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "recurring_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "billing_cycle" "billing_cycle" NOT NULL,
    "is_taxed" BOOLEAN NOT NULL DEFAULT false,
    "status" "service_status" NOT NULL DEFAULT 'PENDING',
    "registered_on" DATE NOT NULL,
    "next_due_on" DATE,
    "next_invoice_on" DATE,
    "terminated_at" TIMESTAMPTZ(3),
    "gateway_id" INTEGER,
    "subscription_id" TEXT NOT NULL DEFAULT '',
    "promotion_id" INTEGER,
    "promotion_cycles_left" INTEGER,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_addons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_config_options" (
    "id" SERIAL NOT NULL,
    "service_id" INTEGER NOT NULL,
    "option_id" INTEGER NOT NULL,
    "choice_id" INTEGER,
    "quantity" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_config_options_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER,
    "admin_id" INTEGER,
    "client_id" INTEGER,
    "impersonator_admin_id" INTEGER,
    "access_token_hash" TEXT NOT NULL,
    "access_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "refresh_token_hash" TEXT,
    "refresh_expires_at" TIMESTAMPTZ(3),
    "family" TEXT NOT NULL,
    "rotated_at" TIMESTAMPTZ(3),
    "second_factor_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "ip" TEXT,
    "user_agent" TEXT,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_credentials" (
    "id" SERIAL NOT NULL,
    "kind" "api_credential_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "token_last4" CHAR(4) NOT NULL,
    "admin_id" INTEGER,
    "reseller_id" INTEGER,
    "client_id" INTEGER,
    "permissions" TEXT[],
    "commands" TEXT[],
    "note" TEXT NOT NULL DEFAULT '',
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_ip" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_credential_addresses" (
    "id" SERIAL NOT NULL,
    "credential_id" INTEGER,
    "client_id" INTEGER,
    "cidr" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_credential_addresses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_usages" (
    "id" SERIAL NOT NULL,
    "credential_id" INTEGER NOT NULL,
    "operation" TEXT NOT NULL,
    "used_on" DATE NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "refused_count" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_usages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admin_roles" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "permissions" TEXT[],
    "receives_system_email" BOOLEAN NOT NULL DEFAULT false,
    "receives_account_email" BOOLEAN NOT NULL DEFAULT false,
    "receives_support_email" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "admin_roles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admins" (
    "id" SERIAL NOT NULL,
    "uuid" UUID NOT NULL,
    "role_id" INTEGER NOT NULL,
    "username" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3),
    "signature" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "template" TEXT NOT NULL DEFAULT 'blend',
    "language" TEXT NOT NULL DEFAULT 'english',
    "is_disabled" BOOLEAN NOT NULL DEFAULT false,
    "login_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "homepage_widgets" JSONB,
    "hidden_homepage_widgets" JSONB,
    "last_login_at" TIMESTAMPTZ(3),
    "last_login_ip" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "admins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admin_departments" (
    "id" SERIAL NOT NULL,
    "admin_id" INTEGER NOT NULL,
    "department_id" INTEGER NOT NULL,
    "receives_ticket_notifications" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "admin_departments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_providers" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "oauth_client_id" TEXT NOT NULL,
    "oauth_client_secret_encrypted" TEXT NOT NULL,
    "scopes" TEXT NOT NULL DEFAULT 'openid email profile',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_providers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "linked_sign_ins" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "provider_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "linked_sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_flows" (
    "id" SERIAL NOT NULL,
    "provider_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "state_hash" TEXT NOT NULL,
    "nonce_hash" TEXT NOT NULL,
    "code_verifier_encrypted" TEXT NOT NULL,
    "redirect_to" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_flows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "departments" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "is_clients_only" BOOLEAN NOT NULL DEFAULT false,
    "is_replies_only" BOOLEAN NOT NULL DEFAULT false,
    "autoresponder_disabled" BOOLEAN NOT NULL DEFAULT false,
    "feedback_requested" BOOLEAN NOT NULL DEFAULT false,
    "mail_host" TEXT,
    "mail_port" INTEGER,
    "mail_username" TEXT,
    "mail_password_encrypted" TEXT,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "departments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_statuses" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT '#888888',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_awaiting_reply" BOOLEAN NOT NULL DEFAULT false,
    "is_auto_closed" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_statuses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "predefined_reply_categories" (
    "id" SERIAL NOT NULL,
    "parent_id" INTEGER,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "predefined_reply_categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "predefined_replies" (
    "id" SERIAL NOT NULL,
    "category_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "reply" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "predefined_replies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blocked_senders" (
    "id" SERIAL NOT NULL,
    "kind" "blocked_sender_kind" NOT NULL DEFAULT 'SENDER',
    "value" TEXT NOT NULL,
    "admin_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blocked_senders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "access_key" TEXT NOT NULL,
    "department_id" INTEGER NOT NULL,
    "client_id" INTEGER,
    "user_id" INTEGER,
    "contact_id" INTEGER,
    "requestor_type" "requestor_type" NOT NULL DEFAULT 'GUEST',
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "cc" TEXT[],
    "subject" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "status_id" INTEGER NOT NULL,
    "priority" "ticket_priority" NOT NULL DEFAULT 'MEDIUM',
    "opened_by_admin_id" INTEGER,
    "flagged_admin_id" INTEGER,
    "service_id" INTEGER,
    "domain_id" INTEGER,
    "ip" TEXT,
    "is_client_unread" BOOLEAN NOT NULL DEFAULT false,
    "last_reply_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "merged_into_id" INTEGER,
    "attachments_removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_replies" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "client_id" INTEGER,
    "user_id" INTEGER,
    "contact_id" INTEGER,
    "admin_id" INTEGER,
    "admin_name" TEXT NOT NULL DEFAULT '',
    "requestor_type" "requestor_type",
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL,
    "rating" INTEGER,
    "ip" TEXT,
    "attachments_removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_replies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_notes" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "admin_id" INTEGER,
    "admin_name" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL,
    "attachments_removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachments" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER,
    "reply_id" INTEGER,
    "note_id" INTEGER,
    "index" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_tags" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "ticket_tags_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_watchers" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "admin_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_watchers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_log_entries" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "admin_id" INTEGER,
    "action" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_log_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL DEFAULT '',
    "is_secret" BOOLEAN NOT NULL DEFAULT false,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "value_encrypted" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "module_setups" (
    "id" SERIAL NOT NULL,
    "type" "module_type" NOT NULL,
    "name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL DEFAULT '',
    "is_active" BOOLEAN NOT NULL DEFAULT false,
    "settings_encrypted" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "module_setups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "page_hooks" (
    "id" SERIAL NOT NULL,
    "place" "page_hook_place" NOT NULL,
    "name" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "page_hooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "banned_addresses" (
    "id" SERIAL NOT NULL,
    "cidr" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "admin_id" INTEGER,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "banned_addresses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "todo_items" (
    "id" SERIAL NOT NULL,
    "noted_on" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "admin_id" INTEGER,
    "status" "todo_status" NOT NULL DEFAULT 'NEW',
    "due_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "todo_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity_entries" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "user_id" INTEGER,
    "admin_id" INTEGER,
    "username" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL,
    "ip" TEXT NOT NULL DEFAULT '',
    "happened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "activity_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automation_runs" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "run_on" DATE NOT NULL,
    "state" "automation_run_state" NOT NULL DEFAULT 'RUNNING',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "message" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "automation_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automation_log_entries" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "namespace" TEXT NOT NULL,
    "run_on" DATE NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "details" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "automation_log_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER,
    "reseller_id" INTEGER,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "events" TEXT[],
    "secret_encrypted" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" SERIAL NOT NULL,
    "endpoint_id" INTEGER NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "webhook_delivery_state" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "response_status" INTEGER,
    "response_text" TEXT NOT NULL DEFAULT '',
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registrars" (
    "id" SERIAL NOT NULL,
    "module" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "settings_encrypted" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT false,
    "is_test_mode" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "registrars_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tlds" (
    "id" SERIAL NOT NULL,
    "extension" TEXT NOT NULL,
    "unicode_extension" TEXT NOT NULL DEFAULT '',
    "registrar_id" INTEGER,
    "currency_code" CHAR(3) NOT NULL,
    "offers_id_protection" BOOLEAN NOT NULL DEFAULT false,
    "offers_dns_management" BOOLEAN NOT NULL DEFAULT false,
    "offers_email_forwarding" BOOLEAN NOT NULL DEFAULT false,
    "requires_epp" BOOLEAN NOT NULL DEFAULT false,
    "is_suggested" BOOLEAN NOT NULL DEFAULT false,
    "is_spotlight" BOOLEAN NOT NULL DEFAULT false,
    "whois_verification_offered" BOOLEAN NOT NULL DEFAULT false,
    "free_period_price_off" BOOLEAN NOT NULL DEFAULT false,
    "voucher_required" BOOLEAN NOT NULL DEFAULT false,
    "default_years" INTEGER NOT NULL DEFAULT 1,
    "label" "tld_label",
    "featured_color" TEXT NOT NULL DEFAULT '',
    "grace_days" INTEGER NOT NULL DEFAULT 0,
    "grace_cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "grace_fee" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "redemption_days" INTEGER NOT NULL DEFAULT 0,
    "redemption_cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "redemption_fee" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "cost" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "min_length" INTEGER NOT NULL DEFAULT 1,
    "max_length" INTEGER NOT NULL DEFAULT 63,
    "idn_languages" TEXT[],
    "whois_server" TEXT,
    "rdap_url" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tlds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tld_prices" (
    "id" SERIAL NOT NULL,
    "tld_id" INTEGER NOT NULL,
    "action" "domain_action" NOT NULL,
    "years" INTEGER NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "price" DECIMAL(19,4) NOT NULL,
    "cost" DECIMAL(19,4),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tld_prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tld_addon_prices" (
    "id" SERIAL NOT NULL,
    "tld_id" INTEGER NOT NULL,
    "addon" "tld_addon_kind" NOT NULL,
    "currency_code" CHAR(3) NOT NULL,
    "price" DECIMAL(19,4) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tld_addon_prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tld_categories" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "tld_categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tld_category_members" (
    "id" SERIAL NOT NULL,
    "tld_id" INTEGER NOT NULL,
    "category_id" INTEGER NOT NULL,

    CONSTRAINT "tld_category_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tld_fields" (
    "id" SERIAL NOT NULL,
    "tld_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" "custom_field_type" NOT NULL DEFAULT 'TEXT',
    "options" TEXT[],
    "is_required" BOOLEAN NOT NULL DEFAULT false,
    "default_value" TEXT NOT NULL DEFAULT '',
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "tld_fields_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tld_vouchers" (
    "id" SERIAL NOT NULL,
    "tld_id" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "code_encrypted" TEXT NOT NULL,
    "years" INTEGER NOT NULL DEFAULT 1,
    "used_for_domain_id" INTEGER,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tld_vouchers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "users_first_name_prefix_idx" ON "users"("first_name" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "users_last_name_prefix_idx" ON "users"("last_name" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "users_email_prefix_idx" ON "users"("email" text_pattern_ops);

-- CreateIndex
CREATE INDEX "users_first_name_last_name_id_idx" ON "users"("first_name", "last_name", "id");

-- CreateIndex
CREATE INDEX "users_last_name_id_idx" ON "users"("last_name", "id");

-- CreateIndex
CREATE INDEX "users_status_id_idx" ON "users"("status", "id");

-- CreateIndex
CREATE INDEX "users_created_at_id_idx" ON "users"("created_at", "id");

-- CreateIndex
CREATE INDEX "users_support_pin_hash_idx" ON "users"("support_pin_hash");

-- CreateIndex
CREATE INDEX "users_security_question_id_id_idx" ON "users"("security_question_id", "id");

-- CreateIndex
CREATE INDEX "user_clients_client_id_is_owner_id_idx" ON "user_clients"("client_id", "is_owner", "id");

-- CreateIndex
CREATE UNIQUE INDEX "user_clients_user_id_client_id_key" ON "user_clients"("user_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_invitations_token_hash_key" ON "user_invitations"("token_hash");

-- CreateIndex
CREATE INDEX "user_invitations_client_id_id_idx" ON "user_invitations"("client_id", "id");

-- CreateIndex
CREATE INDEX "user_invitations_invited_by_user_id_id_idx" ON "user_invitations"("invited_by_user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "security_questions_question_key" ON "security_questions"("question");

-- CreateIndex
CREATE INDEX "security_questions_sort_order_id_idx" ON "security_questions"("sort_order", "id");

-- CreateIndex
CREATE UNIQUE INDEX "second_factors_user_id_module_key" ON "second_factors"("user_id", "module");

-- CreateIndex
CREATE UNIQUE INDEX "second_factors_admin_id_module_key" ON "second_factors"("admin_id", "module");

-- CreateIndex
CREATE UNIQUE INDEX "backup_codes_user_id_code_hash_key" ON "backup_codes"("user_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "backup_codes_admin_id_code_hash_key" ON "backup_codes"("admin_id", "code_hash");

-- CreateIndex
CREATE INDEX "email_challenges_user_id_id_idx" ON "email_challenges"("user_id", "id");

-- CreateIndex
CREATE INDEX "email_challenges_admin_id_id_idx" ON "email_challenges"("admin_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "single_use_tokens_token_hash_key" ON "single_use_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "single_use_tokens_user_id_purpose_id_idx" ON "single_use_tokens"("user_id", "purpose", "id");

-- CreateIndex
CREATE INDEX "single_use_tokens_expires_at_idx" ON "single_use_tokens"("expires_at");

-- CreateIndex
CREATE INDEX "single_use_tokens_admin_id_id_idx" ON "single_use_tokens"("admin_id", "id");

-- CreateIndex
CREATE INDEX "single_use_tokens_client_id_id_idx" ON "single_use_tokens"("client_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "affiliates_client_id_key" ON "affiliates"("client_id");

-- CreateIndex
CREATE UNIQUE INDEX "affiliates_code_key" ON "affiliates"("code");

-- CreateIndex
CREATE INDEX "affiliates_visitors_id_idx" ON "affiliates"("visitors", "id");

-- CreateIndex
CREATE INDEX "affiliates_activated_on_id_idx" ON "affiliates"("activated_on", "id");

-- CreateIndex
CREATE INDEX "affiliates_balance_id_idx" ON "affiliates"("balance", "id");

-- CreateIndex
CREATE INDEX "affiliates_withdrawn_id_idx" ON "affiliates"("withdrawn", "id");

-- CreateIndex
CREATE INDEX "affiliates_status_id_idx" ON "affiliates"("status", "id");

-- CreateIndex
CREATE INDEX "affiliate_visits_affiliate_id_visited_at_id_idx" ON "affiliate_visits"("affiliate_id", "visited_at", "id");

-- CreateIndex
CREATE INDEX "affiliate_referrals_affiliate_id_signed_up_at_id_idx" ON "affiliate_referrals"("affiliate_id", "signed_up_at", "id");

-- CreateIndex
CREATE INDEX "affiliate_referrals_client_id_id_idx" ON "affiliate_referrals"("client_id", "id");

-- CreateIndex
CREATE INDEX "affiliate_referrals_order_id_id_idx" ON "affiliate_referrals"("order_id", "id");

-- CreateIndex
CREATE INDEX "affiliate_referrals_service_id_id_idx" ON "affiliate_referrals"("service_id", "id");

-- CreateIndex
CREATE INDEX "affiliate_referrals_domain_id_id_idx" ON "affiliate_referrals"("domain_id", "id");

-- CreateIndex
CREATE INDEX "affiliate_commissions_affiliate_id_status_id_idx" ON "affiliate_commissions"("affiliate_id", "status", "id");

-- CreateIndex
CREATE INDEX "affiliate_commissions_status_clears_on_id_idx" ON "affiliate_commissions"("status", "clears_on", "id");

-- CreateIndex
CREATE INDEX "affiliate_commissions_invoice_id_id_idx" ON "affiliate_commissions"("invoice_id", "id");

-- CreateIndex
CREATE INDEX "affiliate_commissions_journal_set_id_id_idx" ON "affiliate_commissions"("journal_set_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "affiliate_commissions_referral_id_invoice_id_key" ON "affiliate_commissions"("referral_id", "invoice_id");

-- CreateIndex
CREATE INDEX "affiliate_withdrawals_affiliate_id_status_id_idx" ON "affiliate_withdrawals"("affiliate_id", "status", "id");

-- CreateIndex
CREATE INDEX "affiliate_withdrawals_admin_id_id_idx" ON "affiliate_withdrawals"("admin_id", "id");

-- CreateIndex
CREATE INDEX "affiliate_withdrawals_journal_set_id_id_idx" ON "affiliate_withdrawals"("journal_set_id", "id");

-- CreateIndex
CREATE INDEX "affiliate_applications_client_id_status_id_idx" ON "affiliate_applications"("client_id", "status", "id");

-- CreateIndex
CREATE INDEX "affiliate_applications_admin_id_id_idx" ON "affiliate_applications"("admin_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_number_key" ON "invoices"("number");

-- CreateIndex
CREATE INDEX "invoices_client_id_status_id_idx" ON "invoices"("client_id", "status", "id");

-- CreateIndex
CREATE INDEX "invoices_client_id_issued_on_id_idx" ON "invoices"("client_id", "issued_on", "id");

-- CreateIndex
CREATE INDEX "invoices_status_due_on_id_idx" ON "invoices"("status", "due_on", "id");

-- CreateIndex
CREATE INDEX "invoices_status_id_idx" ON "invoices"("status", "id");

-- CreateIndex
CREATE INDEX "invoices_client_id_is_greedy_status_id_idx" ON "invoices"("client_id", "is_greedy", "status", "id");

-- CreateIndex
CREATE INDEX "invoices_status_next_capture_at_id_idx" ON "invoices"("status", "next_capture_at", "id");

-- CreateIndex
CREATE INDEX "invoices_issued_on_id_idx" ON "invoices"("issued_on", "id");

-- CreateIndex
CREATE INDEX "invoices_due_on_id_idx" ON "invoices"("due_on", "id");

-- CreateIndex
CREATE INDEX "invoices_paid_at_id_idx" ON "invoices"("paid_at", "id");

-- CreateIndex
CREATE INDEX "invoices_cancelled_at_id_idx" ON "invoices"("cancelled_at", "id");

-- CreateIndex
CREATE INDEX "invoices_created_at_id_idx" ON "invoices"("created_at", "id");

-- CreateIndex
CREATE INDEX "invoices_total_id_idx" ON "invoices"("total", "id");

-- CreateIndex
CREATE INDEX "invoices_reseller_id_status_id_idx" ON "invoices"("reseller_id", "status", "id");

-- CreateIndex
CREATE INDEX "invoices_tax_rule_id_id_idx" ON "invoices"("tax_rule_id", "id");

-- CreateIndex
CREATE INDEX "invoices_tax_rule2_id_id_idx" ON "invoices"("tax_rule2_id", "id");

-- CreateIndex
CREATE INDEX "invoices_gateway_id_id_idx" ON "invoices"("gateway_id", "id");

-- CreateIndex
CREATE INDEX "invoices_pay_method_id_id_idx" ON "invoices"("pay_method_id", "id");

-- CreateIndex
CREATE INDEX "invoices_created_by_admin_id_id_idx" ON "invoices"("created_by_admin_id", "id");

-- CreateIndex
CREATE INDEX "invoice_items_invoice_id_sort_order_id_idx" ON "invoice_items"("invoice_id", "sort_order", "id");

-- CreateIndex
CREATE INDEX "invoice_items_type_related_id_id_idx" ON "invoice_items"("type", "related_id", "id");

-- CreateIndex
CREATE INDEX "invoice_items_service_id_id_idx" ON "invoice_items"("service_id", "id");

-- CreateIndex
CREATE INDEX "invoice_items_service_addon_id_id_idx" ON "invoice_items"("service_addon_id", "id");

-- CreateIndex
CREATE INDEX "invoice_items_domain_id_id_idx" ON "invoice_items"("domain_id", "id");

-- CreateIndex
CREATE INDEX "invoice_items_promotion_id_id_idx" ON "invoice_items"("promotion_id", "id");

-- CreateIndex
CREATE INDEX "invoice_items_related_invoice_id_id_idx" ON "invoice_items"("related_invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "carts_token_key" ON "carts"("token");

-- CreateIndex
CREATE UNIQUE INDEX "carts_client_id_key" ON "carts"("client_id");

-- CreateIndex
CREATE INDEX "carts_expires_at_idx" ON "carts"("expires_at");

-- CreateIndex
CREATE INDEX "carts_promotion_id_id_idx" ON "carts"("promotion_id", "id");

-- CreateIndex
CREATE INDEX "carts_affiliate_id_id_idx" ON "carts"("affiliate_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "carts_credential_id_client_ip_key" ON "carts"("credential_id", "client_ip");

-- CreateIndex
CREATE INDEX "cart_items_cart_id_sort_order_id_idx" ON "cart_items"("cart_id", "sort_order", "id");

-- CreateIndex
CREATE INDEX "cart_items_product_id_id_idx" ON "cart_items"("product_id", "id");

-- CreateIndex
CREATE INDEX "cart_items_tld_id_id_idx" ON "cart_items"("tld_id", "id");

-- CreateIndex
CREATE INDEX "cart_items_domain_id_id_idx" ON "cart_items"("domain_id", "id");

-- CreateIndex
CREATE INDEX "cart_items_parent_id_id_idx" ON "cart_items"("parent_id", "id");

-- CreateIndex
CREATE INDEX "cart_item_options_option_id_idx" ON "cart_item_options"("option_id");

-- CreateIndex
CREATE INDEX "cart_item_options_choice_id_idx" ON "cart_item_options"("choice_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_item_options_item_id_option_id_key" ON "cart_item_options"("item_id", "option_id");

-- CreateIndex
CREATE INDEX "cart_item_addons_addon_id_idx" ON "cart_item_addons"("addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_item_addons_item_id_addon_id_key" ON "cart_item_addons"("item_id", "addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "domain_ownership_proofs_token_key" ON "domain_ownership_proofs"("token");

-- CreateIndex
CREATE INDEX "domain_ownership_proofs_domain_name_id_idx" ON "domain_ownership_proofs"("domain_name", "id");

-- CreateIndex
CREATE INDEX "domain_ownership_proofs_client_id_id_idx" ON "domain_ownership_proofs"("client_id", "id");

-- CreateIndex
CREATE INDEX "domain_ownership_proofs_credential_id_id_idx" ON "domain_ownership_proofs"("credential_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "config_option_groups_name_key" ON "config_option_groups"("name");

-- CreateIndex
CREATE INDEX "product_config_option_groups_group_id_idx" ON "product_config_option_groups"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_config_option_groups_product_id_group_id_key" ON "product_config_option_groups"("product_id", "group_id");

-- CreateIndex
CREATE INDEX "config_options_group_id_sort_order_id_idx" ON "config_options"("group_id", "sort_order", "id");

-- CreateIndex
CREATE INDEX "config_option_choices_option_id_sort_order_id_idx" ON "config_option_choices"("option_id", "sort_order", "id");

-- CreateIndex
CREATE UNIQUE INDEX "config_option_prices_choice_id_currency_code_cycle_key" ON "config_option_prices"("choice_id", "currency_code", "cycle");

-- CreateIndex
CREATE INDEX "addons_sort_order_id_idx" ON "addons"("sort_order", "id");

-- CreateIndex
CREATE INDEX "addons_server_group_id_id_idx" ON "addons"("server_group_id", "id");

-- CreateIndex
CREATE INDEX "addons_welcome_email_template_id_id_idx" ON "addons"("welcome_email_template_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "addon_prices_addon_id_currency_code_cycle_key" ON "addon_prices"("addon_id", "currency_code", "cycle");

-- CreateIndex
CREATE INDEX "addon_products_product_id_idx" ON "addon_products"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "addon_products_addon_id_product_id_key" ON "addon_products"("addon_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "catalog_versions_kind_key" ON "catalog_versions"("kind");

-- CreateIndex
CREATE UNIQUE INDEX "product_groups_slug_key" ON "product_groups"("slug");

-- CreateIndex
CREATE INDEX "product_groups_sort_order_id_idx" ON "product_groups"("sort_order", "id");

-- CreateIndex
CREATE UNIQUE INDEX "product_types_key_key" ON "product_types"("key");

-- CreateIndex
CREATE UNIQUE INDEX "products_slug_key" ON "products"("slug");

-- CreateIndex
CREATE INDEX "products_group_id_sort_order_id_idx" ON "products"("group_id", "sort_order", "id");

-- CreateIndex
CREATE INDEX "products_server_module_id_idx" ON "products"("server_module", "id");

-- CreateIndex
CREATE INDEX "products_name_id_idx" ON "products"("name", "id");

-- CreateIndex
CREATE INDEX "products_sort_order_id_idx" ON "products"("sort_order", "id");

-- CreateIndex
CREATE INDEX "products_type_id_id_idx" ON "products"("type_id", "id");

-- CreateIndex
CREATE INDEX "products_terminate_email_template_id_id_idx" ON "products"("terminate_email_template_id", "id");

-- CreateIndex
CREATE INDEX "products_welcome_email_template_id_id_idx" ON "products"("welcome_email_template_id", "id");

-- CreateIndex
CREATE INDEX "products_upgrade_email_template_id_id_idx" ON "products"("upgrade_email_template_id", "id");

-- CreateIndex
CREATE INDEX "products_server_group_id_id_idx" ON "products"("server_group_id", "id");

-- CreateIndex
CREATE INDEX "products_recommended_product_id_id_idx" ON "products"("recommended_product_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "product_prices_product_id_currency_code_cycle_key" ON "product_prices"("product_id", "currency_code", "cycle");

-- CreateIndex
CREATE INDEX "product_upgrade_paths_to_product_id_idx" ON "product_upgrade_paths"("to_product_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_upgrade_paths_from_product_id_to_product_id_key" ON "product_upgrade_paths"("from_product_id", "to_product_id");

-- CreateIndex
CREATE UNIQUE INDEX "clients_uuid_key" ON "clients"("uuid");

-- CreateIndex
CREATE UNIQUE INDEX "clients_email_key" ON "clients"("email");

-- CreateIndex
CREATE INDEX "clients_first_name_prefix_idx" ON "clients"("first_name" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "clients_last_name_prefix_idx" ON "clients"("last_name" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "clients_company_name_prefix_idx" ON "clients"("company_name" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "clients_email_prefix_idx" ON "clients"("email" text_pattern_ops);

-- CreateIndex
CREATE INDEX "clients_phone_number_prefix_idx" ON "clients"("phone_number" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "clients_first_name_last_name_id_idx" ON "clients"("first_name", "last_name", "id");

-- CreateIndex
CREATE INDEX "clients_last_name_id_idx" ON "clients"("last_name", "id");

-- CreateIndex
CREATE INDEX "clients_company_name_id_idx" ON "clients"("company_name", "id");

-- CreateIndex
CREATE INDEX "clients_status_id_idx" ON "clients"("status", "id");

-- CreateIndex
CREATE INDEX "clients_created_at_id_idx" ON "clients"("created_at", "id");

-- CreateIndex
CREATE INDEX "clients_reseller_id_status_id_idx" ON "clients"("reseller_id", "status", "id");

-- CreateIndex
CREATE INDEX "clients_group_id_id_idx" ON "clients"("group_id", "id");

-- CreateIndex
CREATE INDEX "clients_default_gateway_id_id_idx" ON "clients"("default_gateway_id", "id");

-- CreateIndex
CREATE INDEX "clients_default_pay_method_id_id_idx" ON "clients"("default_pay_method_id", "id");

-- CreateIndex
CREATE INDEX "clients_billing_contact_id_id_idx" ON "clients"("billing_contact_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "client_groups_name_key" ON "client_groups"("name");

-- CreateIndex
CREATE INDEX "client_notes_client_id_is_sticky_id_idx" ON "client_notes"("client_id", "is_sticky", "id");

-- CreateIndex
CREATE INDEX "client_notes_admin_id_id_idx" ON "client_notes"("admin_id", "id");

-- CreateIndex
CREATE INDEX "contacts_email_id_idx" ON "contacts"("email", "id");

-- CreateIndex
CREATE INDEX "contacts_first_name_last_name_id_idx" ON "contacts"("first_name", "last_name", "id");

-- CreateIndex
CREATE INDEX "contacts_last_name_id_idx" ON "contacts"("last_name", "id");

-- CreateIndex
CREATE INDEX "contacts_company_name_id_idx" ON "contacts"("company_name", "id");

-- CreateIndex
CREATE INDEX "contacts_address1_id_idx" ON "contacts"("address1", "id");

-- CreateIndex
CREATE INDEX "contacts_address2_id_idx" ON "contacts"("address2", "id");

-- CreateIndex
CREATE INDEX "contacts_city_id_idx" ON "contacts"("city", "id");

-- CreateIndex
CREATE INDEX "contacts_state_id_idx" ON "contacts"("state", "id");

-- CreateIndex
CREATE INDEX "contacts_postcode_id_idx" ON "contacts"("postcode", "id");

-- CreateIndex
CREATE INDEX "contacts_country_code_id_idx" ON "contacts"("country_code", "id");

-- CreateIndex
CREATE INDEX "contacts_phone_number_id_idx" ON "contacts"("phone_number", "id");

-- CreateIndex
CREATE INDEX "contacts_client_id_id_idx" ON "contacts"("client_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "currencies_code_key" ON "currencies"("code");

-- CreateIndex
CREATE INDEX "currency_rates_currency_code_valid_from_at_id_idx" ON "currency_rates"("currency_code", "valid_from_at", "id");

-- CreateIndex
CREATE INDEX "custom_fields_owner_sort_order_id_idx" ON "custom_fields"("owner", "sort_order", "id");

-- CreateIndex
CREATE INDEX "custom_fields_product_id_id_idx" ON "custom_fields"("product_id", "id");

-- CreateIndex
CREATE INDEX "custom_fields_addon_id_id_idx" ON "custom_fields"("addon_id", "id");

-- CreateIndex
CREATE INDEX "custom_fields_department_id_id_idx" ON "custom_fields"("department_id", "id");

-- CreateIndex
CREATE INDEX "custom_field_values_client_id_id_idx" ON "custom_field_values"("client_id", "id");

-- CreateIndex
CREATE INDEX "custom_field_values_service_id_id_idx" ON "custom_field_values"("service_id", "id");

-- CreateIndex
CREATE INDEX "custom_field_values_service_addon_id_idx" ON "custom_field_values"("service_addon_id");

-- CreateIndex
CREATE INDEX "custom_field_values_ticket_id_id_idx" ON "custom_field_values"("ticket_id", "id");

-- CreateIndex
CREATE INDEX "custom_field_values_cart_item_id_idx" ON "custom_field_values"("cart_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_values_field_id_client_id_key" ON "custom_field_values"("field_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_values_field_id_service_id_key" ON "custom_field_values"("field_id", "service_id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_values_field_id_service_addon_id_key" ON "custom_field_values"("field_id", "service_addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_values_field_id_ticket_id_key" ON "custom_field_values"("field_id", "ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_values_field_id_cart_item_id_key" ON "custom_field_values"("field_id", "cart_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_domains_name_key" ON "sandbox_domains"("name");

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_operations_idempotency_key_key" ON "sandbox_operations"("idempotency_key");

-- CreateIndex
CREATE INDEX "sandbox_operations_domain_name_id_idx" ON "sandbox_operations"("domain_name", "id");

-- CreateIndex
CREATE INDEX "sandbox_operations_ready_at_idx" ON "sandbox_operations"("ready_at");

-- CreateIndex
CREATE UNIQUE INDEX "rdap_bootstraps_extension_key" ON "rdap_bootstraps"("extension");

-- CreateIndex
CREATE UNIQUE INDEX "availability_cache_name_key" ON "availability_cache"("name");

-- CreateIndex
CREATE INDEX "availability_cache_expires_at_idx" ON "availability_cache"("expires_at");

-- CreateIndex
CREATE INDEX "domains_name_prefix_idx" ON "domains"("name" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "domains_client_id_status_id_idx" ON "domains"("client_id", "status", "id");

-- CreateIndex
CREATE INDEX "domains_registrar_id_status_id_idx" ON "domains"("registrar_id", "status", "id");

-- CreateIndex
CREATE INDEX "domains_status_expires_on_id_idx" ON "domains"("status", "expires_on", "id");

-- CreateIndex
CREATE INDEX "domains_status_next_due_on_id_idx" ON "domains"("status", "next_due_on", "id");

-- CreateIndex
CREATE INDEX "domains_status_next_invoice_on_id_idx" ON "domains"("status", "next_invoice_on", "id");

-- CreateIndex
CREATE INDEX "domains_status_last_sync_at_id_idx" ON "domains"("status", "last_sync_at", "id");

-- CreateIndex
CREATE INDEX "domains_subscription_id_idx" ON "domains"("subscription_id");

-- CreateIndex
CREATE INDEX "domains_order_id_id_idx" ON "domains"("order_id", "id");

-- CreateIndex
CREATE INDEX "domains_tld_id_id_idx" ON "domains"("tld_id", "id");

-- CreateIndex
CREATE INDEX "domains_gateway_id_id_idx" ON "domains"("gateway_id", "id");

-- CreateIndex
CREATE INDEX "domains_pay_method_id_id_idx" ON "domains"("pay_method_id", "id");

-- CreateIndex
CREATE INDEX "domains_promotion_id_id_idx" ON "domains"("promotion_id", "id");

-- CreateIndex
CREATE INDEX "domains_service_id_id_idx" ON "domains"("service_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "domain_contacts_domain_id_role_key" ON "domain_contacts"("domain_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "private_nameservers_domain_id_hostname_key" ON "private_nameservers"("domain_id", "hostname");

-- CreateIndex
CREATE INDEX "dns_records_domain_id_id_idx" ON "dns_records"("domain_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "domain_email_forwards_domain_id_prefix_key" ON "domain_email_forwards"("domain_id", "prefix");

-- CreateIndex
CREATE UNIQUE INDEX "errands_idempotency_key_key" ON "errands"("idempotency_key");

-- CreateIndex
CREATE INDEX "errands_state_next_attempt_at_id_idx" ON "errands"("state", "next_attempt_at", "id");

-- CreateIndex
CREATE INDEX "errands_subject_type_subject_id_id_idx" ON "errands"("subject_type", "subject_id", "id");

-- CreateIndex
CREATE INDEX "errands_kind_state_id_idx" ON "errands"("kind", "state", "id");

-- CreateIndex
CREATE INDEX "errands_client_id_id_idx" ON "errands"("client_id", "id");

-- CreateIndex
CREATE INDEX "errands_credential_id_id_idx" ON "errands"("credential_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "gateways_module_key" ON "gateways"("module");

-- CreateIndex
CREATE INDEX "gateways_is_active_sort_order_id_idx" ON "gateways"("is_active", "sort_order", "id");

-- CreateIndex
CREATE INDEX "pay_methods_client_id_sort_order_id_idx" ON "pay_methods"("client_id", "sort_order", "id");

-- CreateIndex
CREATE INDEX "pay_methods_type_id_idx" ON "pay_methods"("type", "id");

-- CreateIndex
CREATE INDEX "pay_methods_gateway_id_id_idx" ON "pay_methods"("gateway_id", "id");

-- CreateIndex
CREATE INDEX "pay_methods_contact_id_id_idx" ON "pay_methods"("contact_id", "id");

-- CreateIndex
CREATE INDEX "gateway_events_state_received_at_id_idx" ON "gateway_events"("state", "received_at", "id");

-- CreateIndex
CREATE INDEX "gateway_events_invoice_id_id_idx" ON "gateway_events"("invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_events_gateway_id_event_ref_key" ON "gateway_events"("gateway_id", "event_ref");

-- CreateIndex
CREATE INDEX "billed_periods_client_id_id_idx" ON "billed_periods"("client_id", "id");

-- CreateIndex
CREATE INDEX "billed_periods_invoice_id_id_idx" ON "billed_periods"("invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "billed_periods_subject_type_subject_id_due_on_key" ON "billed_periods"("subject_type", "subject_id", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_number_sequences_key_key" ON "invoice_number_sequences"("key");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_reminders_invoice_id_kind_key" ON "invoice_reminders"("invoice_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "tax_rules_level_country_code_state_key" ON "tax_rules"("level", "country_code", "state");

-- CreateIndex
CREATE INDEX "billable_items_client_id_invoiced_at_id_idx" ON "billable_items"("client_id", "invoiced_at", "id");

-- CreateIndex
CREATE INDEX "billable_items_invoiced_at_id_idx" ON "billable_items"("invoiced_at", "id");

-- CreateIndex
CREATE INDEX "billable_items_invoice_id_id_idx" ON "billable_items"("invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_sets_reversal_of_id_key" ON "journal_sets"("reversal_of_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_sets_idempotency_key_key" ON "journal_sets"("idempotency_key");

-- CreateIndex
CREATE INDEX "journal_sets_subject_type_subject_id_id_idx" ON "journal_sets"("subject_type", "subject_id", "id");

-- CreateIndex
CREATE INDEX "journal_sets_posted_on_id_idx" ON "journal_sets"("posted_on", "id");

-- CreateIndex
CREATE INDEX "journal_sets_cause_posted_on_id_idx" ON "journal_sets"("cause", "posted_on", "id");

-- CreateIndex
CREATE INDEX "journal_entries_account_currency_code_id_idx" ON "journal_entries"("account", "currency_code", "id");

-- CreateIndex
CREATE INDEX "journal_entries_client_id_account_id_idx" ON "journal_entries"("client_id", "account", "id");

-- CreateIndex
CREATE INDEX "journal_entries_reseller_id_account_id_idx" ON "journal_entries"("reseller_id", "account", "id");

-- CreateIndex
CREATE INDEX "journal_entries_set_id_id_idx" ON "journal_entries"("set_id", "id");

-- CreateIndex
CREATE INDEX "journal_entries_affiliate_id_id_idx" ON "journal_entries"("affiliate_id", "id");

-- CreateIndex
CREATE INDEX "journal_entries_gateway_id_id_idx" ON "journal_entries"("gateway_id", "id");

-- CreateIndex
CREATE INDEX "journal_entries_invoice_id_id_idx" ON "journal_entries"("invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "account_balances_key_key" ON "account_balances"("key");

-- CreateIndex
CREATE INDEX "account_balances_client_id_account_idx" ON "account_balances"("client_id", "account");

-- CreateIndex
CREATE INDEX "account_balances_reseller_id_account_idx" ON "account_balances"("reseller_id", "account");

-- CreateIndex
CREATE INDEX "account_balances_affiliate_id_id_idx" ON "account_balances"("affiliate_id", "id");

-- CreateIndex
CREATE INDEX "account_balances_gateway_id_id_idx" ON "account_balances"("gateway_id", "id");

-- CreateIndex
CREATE INDEX "email_templates_type_name_id_idx" ON "email_templates"("type", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "email_templates_name_language_key" ON "email_templates"("name", "language");

-- CreateIndex
CREATE UNIQUE INDEX "emails_message_id_key" ON "emails"("message_id");

-- CreateIndex
CREATE UNIQUE INDEX "emails_dedupe_key_key" ON "emails"("dedupe_key");

-- CreateIndex
CREATE INDEX "emails_client_id_created_at_id_idx" ON "emails"("client_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "emails_client_id_subject_id_idx" ON "emails"("client_id", "subject", "id");

-- CreateIndex
CREATE INDEX "emails_client_id_from_email_id_idx" ON "emails"("client_id", "from_email", "id");

-- CreateIndex
CREATE INDEX "emails_client_id_to_id_idx" ON "emails"("client_id", "to", "id");

-- CreateIndex
CREATE INDEX "emails_client_id_sent_at_id_idx" ON "emails"("client_id", "sent_at", "id");

-- CreateIndex
CREATE INDEX "emails_status_next_attempt_at_id_idx" ON "emails"("status", "next_attempt_at", "id");

-- CreateIndex
CREATE INDEX "emails_created_at_id_idx" ON "emails"("created_at", "id");

-- CreateIndex
CREATE INDEX "emails_related_type_related_id_id_idx" ON "emails"("related_type", "related_id", "id");

-- CreateIndex
CREATE INDEX "emails_contact_id_id_idx" ON "emails"("contact_id", "id");

-- CreateIndex
CREATE INDEX "emails_user_id_id_idx" ON "emails"("user_id", "id");

-- CreateIndex
CREATE INDEX "emails_admin_id_id_idx" ON "emails"("admin_id", "id");

-- CreateIndex
CREATE INDEX "emails_template_id_id_idx" ON "emails"("template_id", "id");

-- CreateIndex
CREATE INDEX "email_attachments_email_id_sort_order_id_idx" ON "email_attachments"("email_id", "sort_order", "id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE INDEX "orders_client_id_status_id_idx" ON "orders"("client_id", "status", "id");

-- CreateIndex
CREATE INDEX "orders_status_id_idx" ON "orders"("status", "id");

-- CreateIndex
CREATE INDEX "orders_status_created_at_id_idx" ON "orders"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "orders_created_at_id_idx" ON "orders"("created_at", "id");

-- CreateIndex
CREATE INDEX "orders_ip_id_idx" ON "orders"("ip", "id");

-- CreateIndex
CREATE INDEX "orders_contact_id_id_idx" ON "orders"("contact_id", "id");

-- CreateIndex
CREATE INDEX "orders_requestor_user_id_id_idx" ON "orders"("requestor_user_id", "id");

-- CreateIndex
CREATE INDEX "orders_requestor_admin_id_id_idx" ON "orders"("requestor_admin_id", "id");

-- CreateIndex
CREATE INDEX "orders_invoice_id_id_idx" ON "orders"("invoice_id", "id");

-- CreateIndex
CREATE INDEX "orders_gateway_id_id_idx" ON "orders"("gateway_id", "id");

-- CreateIndex
CREATE INDEX "orders_promotion_id_id_idx" ON "orders"("promotion_id", "id");

-- CreateIndex
CREATE INDEX "order_items_order_id_sort_order_id_idx" ON "order_items"("order_id", "sort_order", "id");

-- CreateIndex
CREATE INDEX "order_items_product_id_id_idx" ON "order_items"("product_id", "id");

-- CreateIndex
CREATE INDEX "order_items_service_id_id_idx" ON "order_items"("service_id", "id");

-- CreateIndex
CREATE INDEX "order_items_service_addon_id_id_idx" ON "order_items"("service_addon_id", "id");

-- CreateIndex
CREATE INDEX "order_items_domain_id_id_idx" ON "order_items"("domain_id", "id");

-- CreateIndex
CREATE INDEX "order_items_upgrade_id_id_idx" ON "order_items"("upgrade_id", "id");

-- CreateIndex
CREATE INDEX "transactions_client_id_happened_at_id_idx" ON "transactions"("client_id", "happened_at", "id");

-- CreateIndex
CREATE INDEX "transactions_invoice_id_id_idx" ON "transactions"("invoice_id", "id");

-- CreateIndex
CREATE INDEX "transactions_happened_at_id_idx" ON "transactions"("happened_at", "id");

-- CreateIndex
CREATE INDEX "transactions_transaction_ref_id_idx" ON "transactions"("transaction_ref", "id");

-- CreateIndex
CREATE INDEX "transactions_pay_method_id_id_idx" ON "transactions"("pay_method_id", "id");

-- CreateIndex
CREATE INDEX "transactions_refund_of_id_id_idx" ON "transactions"("refund_of_id", "id");

-- CreateIndex
CREATE INDEX "transactions_errand_id_id_idx" ON "transactions"("errand_id", "id");

-- CreateIndex
CREATE INDEX "transactions_journal_set_id_id_idx" ON "transactions"("journal_set_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "transactions_gateway_id_transaction_ref_key" ON "transactions"("gateway_id", "transaction_ref");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempts_idempotency_key_key" ON "payment_attempts"("idempotency_key");

-- CreateIndex
CREATE INDEX "payment_attempts_invoice_id_status_id_idx" ON "payment_attempts"("invoice_id", "status", "id");

-- CreateIndex
CREATE INDEX "payment_attempts_gateway_id_gateway_ref_idx" ON "payment_attempts"("gateway_id", "gateway_ref");

-- CreateIndex
CREATE INDEX "payment_attempts_status_created_at_id_idx" ON "payment_attempts"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "payment_attempts_client_id_id_idx" ON "payment_attempts"("client_id", "id");

-- CreateIndex
CREATE INDEX "payment_attempts_pay_method_id_id_idx" ON "payment_attempts"("pay_method_id", "id");

-- CreateIndex
CREATE INDEX "payment_attempts_errand_id_id_idx" ON "payment_attempts"("errand_id", "id");

-- CreateIndex
CREATE INDEX "payment_attempts_transaction_id_id_idx" ON "payment_attempts"("transaction_id", "id");

-- CreateIndex
CREATE INDEX "credit_entries_client_id_entered_on_id_idx" ON "credit_entries"("client_id", "entered_on", "id");

-- CreateIndex
CREATE INDEX "credit_entries_entered_on_id_idx" ON "credit_entries"("entered_on", "id");

-- CreateIndex
CREATE INDEX "credit_entries_invoice_id_id_idx" ON "credit_entries"("invoice_id", "id");

-- CreateIndex
CREATE INDEX "credit_entries_transaction_id_id_idx" ON "credit_entries"("transaction_id", "id");

-- CreateIndex
CREATE INDEX "credit_entries_journal_set_id_id_idx" ON "credit_entries"("journal_set_id", "id");

-- CreateIndex
CREATE INDEX "credit_entries_admin_id_id_idx" ON "credit_entries"("admin_id", "id");

-- CreateIndex
CREATE INDEX "pending_actions_invoice_id_status_id_idx" ON "pending_actions"("invoice_id", "status", "id");

-- CreateIndex
CREATE INDEX "pending_actions_status_created_at_id_idx" ON "pending_actions"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "pending_actions_client_id_id_idx" ON "pending_actions"("client_id", "id");

-- CreateIndex
CREATE INDEX "pending_actions_reseller_id_id_idx" ON "pending_actions"("reseller_id", "id");

-- CreateIndex
CREATE INDEX "pending_actions_order_id_id_idx" ON "pending_actions"("order_id", "id");

-- CreateIndex
CREATE INDEX "pending_actions_service_id_id_idx" ON "pending_actions"("service_id", "id");

-- CreateIndex
CREATE INDEX "pending_actions_domain_id_id_idx" ON "pending_actions"("domain_id", "id");

-- CreateIndex
CREATE INDEX "pending_actions_errand_id_id_idx" ON "pending_actions"("errand_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_action_at_idx" ON "audit_entries"("action", "at");

-- CreateIndex
CREATE INDEX "audit_entries_actor_at_idx" ON "audit_entries"("actor", "at");

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_events_position_key" ON "outbox_events"("position");

-- CreateIndex
CREATE INDEX "outbox_events_type_position_idx" ON "outbox_events"("type", "position");

-- CreateIndex
CREATE INDEX "outbox_events_client_id_position_idx" ON "outbox_events"("client_id", "position");

-- CreateIndex
CREATE INDEX "outbox_events_at_idx" ON "outbox_events"("at");

-- CreateIndex
CREATE INDEX "idempotency_keys_expires_at_idx" ON "idempotency_keys"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "idempotency_keys_scope_key_key" ON "idempotency_keys"("scope", "key");

-- CreateIndex
CREATE UNIQUE INDEX "promotions_code_key" ON "promotions"("code");

-- CreateIndex
CREATE INDEX "promotions_type_id_idx" ON "promotions"("type", "id");

-- CreateIndex
CREATE INDEX "promotions_expires_on_id_idx" ON "promotions"("expires_on", "id");

-- CreateIndex
CREATE INDEX "promotion_targets_product_id_idx" ON "promotion_targets"("product_id");

-- CreateIndex
CREATE INDEX "promotion_targets_addon_id_idx" ON "promotion_targets"("addon_id");

-- CreateIndex
CREATE INDEX "promotion_targets_tld_id_idx" ON "promotion_targets"("tld_id");

-- CreateIndex
CREATE UNIQUE INDEX "promotion_targets_promotion_id_role_product_id_key" ON "promotion_targets"("promotion_id", "role", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "promotion_targets_promotion_id_role_addon_id_key" ON "promotion_targets"("promotion_id", "role", "addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "promotion_targets_promotion_id_role_tld_id_key" ON "promotion_targets"("promotion_id", "role", "tld_id");

-- CreateIndex
CREATE INDEX "promotion_uses_promotion_id_client_id_id_idx" ON "promotion_uses"("promotion_id", "client_id", "id");

-- CreateIndex
CREATE INDEX "promotion_uses_client_id_id_idx" ON "promotion_uses"("client_id", "id");

-- CreateIndex
CREATE INDEX "promotion_uses_order_id_id_idx" ON "promotion_uses"("order_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "promotion_uses_promotion_id_order_id_key" ON "promotion_uses"("promotion_id", "order_id");

-- CreateIndex
CREATE INDEX "announcements_is_published_announced_at_id_idx" ON "announcements"("is_published", "announced_at", "id");

-- CreateIndex
CREATE INDEX "announcements_announced_at_id_idx" ON "announcements"("announced_at", "id");

-- CreateIndex
CREATE INDEX "announcements_parent_id_id_idx" ON "announcements"("parent_id", "id");

-- CreateIndex
CREATE INDEX "knowledge_base_categories_sort_order_id_idx" ON "knowledge_base_categories"("sort_order", "id");

-- CreateIndex
CREATE INDEX "knowledge_base_categories_parent_id_id_idx" ON "knowledge_base_categories"("parent_id", "id");

-- CreateIndex
CREATE INDEX "knowledge_base_articles_category_id_sort_order_id_idx" ON "knowledge_base_articles"("category_id", "sort_order", "id");

-- CreateIndex
CREATE INDEX "knowledge_base_articles_views_id_idx" ON "knowledge_base_articles"("views", "id");

-- CreateIndex
CREATE INDEX "knowledge_base_articles_parent_id_id_idx" ON "knowledge_base_articles"("parent_id", "id");

-- CreateIndex
CREATE INDEX "network_issues_status_start_at_id_idx" ON "network_issues"("status", "start_at", "id");

-- CreateIndex
CREATE INDEX "network_issues_start_at_id_idx" ON "network_issues"("start_at", "id");

-- CreateIndex
CREATE INDEX "network_issues_server_id_id_idx" ON "network_issues"("server_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "quotes_invoice_id_key" ON "quotes"("invoice_id");

-- CreateIndex
CREATE INDEX "quotes_client_id_stage_id_idx" ON "quotes"("client_id", "stage", "id");

-- CreateIndex
CREATE INDEX "quotes_stage_id_idx" ON "quotes"("stage", "id");

-- CreateIndex
CREATE INDEX "quotes_created_on_id_idx" ON "quotes"("created_on", "id");

-- CreateIndex
CREATE INDEX "quotes_modified_on_id_idx" ON "quotes"("modified_on", "id");

-- CreateIndex
CREATE INDEX "quotes_valid_until_on_id_idx" ON "quotes"("valid_until_on", "id");

-- CreateIndex
CREATE INDEX "quotes_created_by_admin_id_id_idx" ON "quotes"("created_by_admin_id", "id");

-- CreateIndex
CREATE INDEX "quote_items_quote_id_sort_order_id_idx" ON "quote_items"("quote_id", "sort_order", "id");

-- CreateIndex
CREATE UNIQUE INDEX "resellers_client_id_key" ON "resellers"("client_id");

-- CreateIndex
CREATE INDEX "resellers_status_id_idx" ON "resellers"("status", "id");

-- CreateIndex
CREATE INDEX "resellers_parent_id_id_idx" ON "resellers"("parent_id", "id");

-- CreateIndex
CREATE INDEX "resellers_cost_price_list_id_id_idx" ON "resellers"("cost_price_list_id", "id");

-- CreateIndex
CREATE INDEX "resellers_customer_price_list_id_id_idx" ON "resellers"("customer_price_list_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "price_lists_name_key" ON "price_lists"("name");

-- CreateIndex
CREATE INDEX "price_lists_owner_id_id_idx" ON "price_lists"("owner_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "product_keys_key_key" ON "product_keys"("key");

-- CreateIndex
CREATE INDEX "product_keys_category_sort_order_id_idx" ON "product_keys"("category", "sort_order", "id");

-- CreateIndex
CREATE INDEX "product_keys_product_id_id_idx" ON "product_keys"("product_id", "id");

-- CreateIndex
CREATE INDEX "price_slabs_product_key_id_idx" ON "price_slabs"("product_key_id");

-- CreateIndex
CREATE UNIQUE INDEX "price_slabs_list_id_product_key_id_slab_category_key" ON "price_slabs"("list_id", "product_key_id", "slab", "category");

-- CreateIndex
CREATE INDEX "price_list_entries_list_id_sort_order_id_idx" ON "price_list_entries"("list_id", "sort_order", "id");

-- CreateIndex
CREATE INDEX "price_list_entries_product_key_id_idx" ON "price_list_entries"("product_key_id");

-- CreateIndex
CREATE UNIQUE INDEX "price_list_entries_list_id_product_key_id_slab_section_plan_key" ON "price_list_entries"("list_id", "product_key_id", "slab", "section", "plan_id", "band", "action", "tenure");

-- CreateIndex
CREATE INDEX "reseller_product_prices_product_id_idx" ON "reseller_product_prices"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "reseller_product_prices_reseller_id_product_id_currency_cod_key" ON "reseller_product_prices"("reseller_id", "product_id", "currency_code", "cycle");

-- CreateIndex
CREATE INDEX "reseller_tld_prices_tld_id_idx" ON "reseller_tld_prices"("tld_id");

-- CreateIndex
CREATE UNIQUE INDEX "reseller_tld_prices_reseller_id_tld_id_currency_code_action_key" ON "reseller_tld_prices"("reseller_id", "tld_id", "currency_code", "action", "years");

-- CreateIndex
CREATE UNIQUE INDEX "server_groups_name_key" ON "server_groups"("name");

-- CreateIndex
CREATE INDEX "server_group_members_server_id_idx" ON "server_group_members"("server_id");

-- CreateIndex
CREATE UNIQUE INDEX "server_group_members_group_id_server_id_key" ON "server_group_members"("group_id", "server_id");

-- CreateIndex
CREATE INDEX "servers_module_is_active_id_idx" ON "servers"("module", "is_active", "id");

-- CreateIndex
CREATE INDEX "servers_name_id_idx" ON "servers"("name", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_service_type_related_id_id_idx" ON "module_queue_entries"("service_type", "related_id", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_module_name_id_idx" ON "module_queue_entries"("module_name", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_is_completed_created_at_id_idx" ON "module_queue_entries"("is_completed", "created_at", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_created_at_id_idx" ON "module_queue_entries"("created_at", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_client_id_id_idx" ON "module_queue_entries"("client_id", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_service_id_id_idx" ON "module_queue_entries"("service_id", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_service_addon_id_id_idx" ON "module_queue_entries"("service_addon_id", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_domain_id_id_idx" ON "module_queue_entries"("domain_id", "id");

-- CreateIndex
CREATE INDEX "module_queue_entries_errand_id_id_idx" ON "module_queue_entries"("errand_id", "id");

-- CreateIndex
CREATE INDEX "cancellation_requests_status_id_idx" ON "cancellation_requests"("status", "id");

-- CreateIndex
CREATE INDEX "cancellation_requests_type_id_idx" ON "cancellation_requests"("type", "id");

-- CreateIndex
CREATE INDEX "cancellation_requests_cancel_on_id_idx" ON "cancellation_requests"("cancel_on", "id");

-- CreateIndex
CREATE INDEX "cancellation_requests_product_type_key_id_idx" ON "cancellation_requests"("product_type_key", "id");

-- CreateIndex
CREATE INDEX "cancellation_requests_service_id_status_id_idx" ON "cancellation_requests"("service_id", "status", "id");

-- CreateIndex
CREATE INDEX "cancellation_requests_client_id_id_idx" ON "cancellation_requests"("client_id", "id");

-- CreateIndex
CREATE INDEX "service_upgrades_service_id_status_id_idx" ON "service_upgrades"("service_id", "status", "id");

-- CreateIndex
CREATE INDEX "service_upgrades_client_id_id_idx" ON "service_upgrades"("client_id", "id");

-- CreateIndex
CREATE INDEX "service_upgrades_order_id_id_idx" ON "service_upgrades"("order_id", "id");

-- CreateIndex
CREATE INDEX "service_upgrades_invoice_id_id_idx" ON "service_upgrades"("invoice_id", "id");

-- CreateIndex
CREATE INDEX "service_upgrades_from_product_id_id_idx" ON "service_upgrades"("from_product_id", "id");

-- CreateIndex
CREATE INDEX "service_upgrades_to_product_id_id_idx" ON "service_upgrades"("to_product_id", "id");

-- CreateIndex
CREATE INDEX "services_client_id_status_id_idx" ON "services"("client_id", "status", "id");

-- CreateIndex
CREATE INDEX "services_product_id_status_id_idx" ON "services"("product_id", "status", "id");

-- CreateIndex
CREATE INDEX "services_server_id_status_id_idx" ON "services"("server_id", "status", "id");

-- CreateIndex
CREATE INDEX "services_status_next_due_on_id_idx" ON "services"("status", "next_due_on", "id");

-- CreateIndex
CREATE INDEX "services_status_next_invoice_on_id_idx" ON "services"("status", "next_invoice_on", "id");

-- CreateIndex
CREATE INDEX "services_terminate_on_id_idx" ON "services"("terminate_on", "id");

-- CreateIndex
CREATE INDEX "services_domain_name_prefix_idx" ON "services"("domain_name" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "services_username_id_idx" ON "services"("username", "id");

-- CreateIndex
CREATE INDEX "services_subscription_id_idx" ON "services"("subscription_id");

-- CreateIndex
CREATE INDEX "services_order_id_id_idx" ON "services"("order_id", "id");

-- CreateIndex
CREATE INDEX "services_gateway_id_id_idx" ON "services"("gateway_id", "id");

-- CreateIndex
CREATE INDEX "services_pay_method_id_id_idx" ON "services"("pay_method_id", "id");

-- CreateIndex
CREATE INDEX "services_promotion_id_id_idx" ON "services"("promotion_id", "id");

-- CreateIndex
CREATE INDEX "service_addons_status_next_invoice_on_id_idx" ON "service_addons"("status", "next_invoice_on", "id");

-- CreateIndex
CREATE INDEX "service_addons_status_next_due_on_id_idx" ON "service_addons"("status", "next_due_on", "id");

-- CreateIndex
CREATE INDEX "service_addons_client_id_id_idx" ON "service_addons"("client_id", "id");

-- CreateIndex
CREATE INDEX "service_addons_service_id_id_idx" ON "service_addons"("service_id", "id");

-- CreateIndex
CREATE INDEX "service_addons_addon_id_id_idx" ON "service_addons"("addon_id", "id");

-- CreateIndex
CREATE INDEX "service_addons_order_id_id_idx" ON "service_addons"("order_id", "id");

-- CreateIndex
CREATE INDEX "service_addons_server_id_id_idx" ON "service_addons"("server_id", "id");

-- CreateIndex
CREATE INDEX "service_addons_gateway_id_id_idx" ON "service_addons"("gateway_id", "id");

-- CreateIndex
CREATE INDEX "service_addons_promotion_id_id_idx" ON "service_addons"("promotion_id", "id");

-- CreateIndex
CREATE INDEX "service_config_options_option_id_idx" ON "service_config_options"("option_id");

-- CreateIndex
CREATE INDEX "service_config_options_choice_id_idx" ON "service_config_options"("choice_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_config_options_service_id_option_id_key" ON "service_config_options"("service_id", "option_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_access_token_hash_key" ON "sessions"("access_token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_refresh_token_hash_key" ON "sessions"("refresh_token_hash");

-- CreateIndex
CREATE INDEX "sessions_family_idx" ON "sessions"("family");

-- CreateIndex
CREATE INDEX "sessions_admin_id_last_seen_at_id_idx" ON "sessions"("admin_id", "last_seen_at", "id");

-- CreateIndex
CREATE INDEX "sessions_user_id_last_seen_at_id_idx" ON "sessions"("user_id", "last_seen_at", "id");

-- CreateIndex
CREATE INDEX "sessions_access_expires_at_idx" ON "sessions"("access_expires_at");

-- CreateIndex
CREATE INDEX "sessions_client_id_id_idx" ON "sessions"("client_id", "id");

-- CreateIndex
CREATE INDEX "sessions_impersonator_admin_id_id_idx" ON "sessions"("impersonator_admin_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_credentials_identifier_key" ON "api_credentials"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "api_credentials_token_hash_key" ON "api_credentials"("token_hash");

-- CreateIndex
CREATE INDEX "api_credentials_client_id_id_idx" ON "api_credentials"("client_id", "id");

-- CreateIndex
CREATE INDEX "api_credentials_kind_id_idx" ON "api_credentials"("kind", "id");

-- CreateIndex
CREATE INDEX "api_credentials_admin_id_id_idx" ON "api_credentials"("admin_id", "id");

-- CreateIndex
CREATE INDEX "api_credentials_reseller_id_id_idx" ON "api_credentials"("reseller_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_credential_addresses_credential_id_cidr_key" ON "api_credential_addresses"("credential_id", "cidr");

-- CreateIndex
CREATE UNIQUE INDEX "api_credential_addresses_client_id_cidr_key" ON "api_credential_addresses"("client_id", "cidr");

-- CreateIndex
CREATE UNIQUE INDEX "api_usages_credential_id_operation_used_on_key" ON "api_usages"("credential_id", "operation", "used_on");

-- CreateIndex
CREATE UNIQUE INDEX "admin_roles_name_key" ON "admin_roles"("name");

-- CreateIndex
CREATE UNIQUE INDEX "admins_uuid_key" ON "admins"("uuid");

-- CreateIndex
CREATE UNIQUE INDEX "admins_username_key" ON "admins"("username");

-- CreateIndex
CREATE UNIQUE INDEX "admins_email_key" ON "admins"("email");

-- CreateIndex
CREATE INDEX "admins_email_prefix_idx" ON "admins"("email" text_pattern_ops);

-- CreateIndex
CREATE INDEX "admins_role_id_id_idx" ON "admins"("role_id", "id");

-- CreateIndex
CREATE INDEX "admin_departments_department_id_id_idx" ON "admin_departments"("department_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "admin_departments_admin_id_department_id_key" ON "admin_departments"("admin_id", "department_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_providers_name_key" ON "sign_in_providers"("name");

-- CreateIndex
CREATE INDEX "sign_in_providers_sort_order_id_idx" ON "sign_in_providers"("sort_order", "id");

-- CreateIndex
CREATE INDEX "linked_sign_ins_user_id_id_idx" ON "linked_sign_ins"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "linked_sign_ins_provider_id_subject_key" ON "linked_sign_ins"("provider_id", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_flows_state_hash_key" ON "sign_in_flows"("state_hash");

-- CreateIndex
CREATE INDEX "sign_in_flows_expires_at_idx" ON "sign_in_flows"("expires_at");

-- CreateIndex
CREATE INDEX "sign_in_flows_provider_id_id_idx" ON "sign_in_flows"("provider_id", "id");

-- CreateIndex
CREATE INDEX "sign_in_flows_user_id_id_idx" ON "sign_in_flows"("user_id", "id");

-- CreateIndex
CREATE INDEX "departments_sort_order_id_idx" ON "departments"("sort_order", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_statuses_key_key" ON "ticket_statuses"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_statuses_title_key" ON "ticket_statuses"("title");

-- CreateIndex
CREATE INDEX "ticket_statuses_sort_order_id_idx" ON "ticket_statuses"("sort_order", "id");

-- CreateIndex
CREATE INDEX "predefined_reply_categories_name_id_idx" ON "predefined_reply_categories"("name", "id");

-- CreateIndex
CREATE INDEX "predefined_reply_categories_parent_id_id_idx" ON "predefined_reply_categories"("parent_id", "id");

-- CreateIndex
CREATE INDEX "predefined_replies_category_id_id_idx" ON "predefined_replies"("category_id", "id");

-- CreateIndex
CREATE INDEX "blocked_senders_admin_id_id_idx" ON "blocked_senders"("admin_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "blocked_senders_kind_value_key" ON "blocked_senders"("kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_number_key" ON "tickets"("number");

-- CreateIndex
CREATE INDEX "tickets_client_id_last_reply_at_id_idx" ON "tickets"("client_id", "last_reply_at", "id");

-- CreateIndex
CREATE INDEX "tickets_department_id_last_reply_at_id_idx" ON "tickets"("department_id", "last_reply_at", "id");

-- CreateIndex
CREATE INDEX "tickets_status_id_last_reply_at_id_idx" ON "tickets"("status_id", "last_reply_at", "id");

-- CreateIndex
CREATE INDEX "tickets_flagged_admin_id_status_id_id_idx" ON "tickets"("flagged_admin_id", "status_id", "id");

-- CreateIndex
CREATE INDEX "tickets_last_reply_at_id_idx" ON "tickets"("last_reply_at", "id");

-- CreateIndex
CREATE INDEX "tickets_created_at_id_idx" ON "tickets"("created_at", "id");

-- CreateIndex
CREATE INDEX "tickets_email_id_idx" ON "tickets"("email", "id");

-- CreateIndex
CREATE INDEX "tickets_subject_id_idx" ON "tickets"("subject", "id");

-- CreateIndex
CREATE INDEX "tickets_priority_id_idx" ON "tickets"("priority", "id");

-- CreateIndex
CREATE INDEX "tickets_user_id_id_idx" ON "tickets"("user_id", "id");

-- CreateIndex
CREATE INDEX "tickets_contact_id_id_idx" ON "tickets"("contact_id", "id");

-- CreateIndex
CREATE INDEX "tickets_opened_by_admin_id_id_idx" ON "tickets"("opened_by_admin_id", "id");

-- CreateIndex
CREATE INDEX "tickets_service_id_id_idx" ON "tickets"("service_id", "id");

-- CreateIndex
CREATE INDEX "tickets_domain_id_id_idx" ON "tickets"("domain_id", "id");

-- CreateIndex
CREATE INDEX "tickets_merged_into_id_id_idx" ON "tickets"("merged_into_id", "id");

-- CreateIndex
CREATE INDEX "ticket_replies_ticket_id_created_at_id_idx" ON "ticket_replies"("ticket_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "ticket_replies_client_id_id_idx" ON "ticket_replies"("client_id", "id");

-- CreateIndex
CREATE INDEX "ticket_replies_user_id_id_idx" ON "ticket_replies"("user_id", "id");

-- CreateIndex
CREATE INDEX "ticket_replies_contact_id_id_idx" ON "ticket_replies"("contact_id", "id");

-- CreateIndex
CREATE INDEX "ticket_replies_admin_id_id_idx" ON "ticket_replies"("admin_id", "id");

-- CreateIndex
CREATE INDEX "ticket_notes_ticket_id_created_at_id_idx" ON "ticket_notes"("ticket_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "ticket_notes_admin_id_id_idx" ON "ticket_notes"("admin_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "attachments_storage_key_key" ON "attachments"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "attachments_ticket_id_index_key" ON "attachments"("ticket_id", "index");

-- CreateIndex
CREATE UNIQUE INDEX "attachments_reply_id_index_key" ON "attachments"("reply_id", "index");

-- CreateIndex
CREATE UNIQUE INDEX "attachments_note_id_index_key" ON "attachments"("note_id", "index");

-- CreateIndex
CREATE INDEX "ticket_tags_tag_id_idx" ON "ticket_tags"("tag", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_tags_ticket_id_tag_key" ON "ticket_tags"("ticket_id", "tag");

-- CreateIndex
CREATE INDEX "ticket_watchers_admin_id_id_idx" ON "ticket_watchers"("admin_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_watchers_ticket_id_admin_id_key" ON "ticket_watchers"("ticket_id", "admin_id");

-- CreateIndex
CREATE INDEX "ticket_log_entries_ticket_id_id_idx" ON "ticket_log_entries"("ticket_id", "id");

-- CreateIndex
CREATE INDEX "ticket_log_entries_admin_id_id_idx" ON "ticket_log_entries"("admin_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "settings_name_key" ON "settings"("name");

-- CreateIndex
CREATE INDEX "module_setups_type_is_active_id_idx" ON "module_setups"("type", "is_active", "id");

-- CreateIndex
CREATE UNIQUE INDEX "module_setups_type_name_key" ON "module_setups"("type", "name");

-- CreateIndex
CREATE INDEX "page_hooks_place_sort_order_id_idx" ON "page_hooks"("place", "sort_order", "id");

-- CreateIndex
CREATE UNIQUE INDEX "banned_addresses_cidr_key" ON "banned_addresses"("cidr");

-- CreateIndex
CREATE INDEX "banned_addresses_expires_at_idx" ON "banned_addresses"("expires_at");

-- CreateIndex
CREATE INDEX "banned_addresses_admin_id_id_idx" ON "banned_addresses"("admin_id", "id");

-- CreateIndex
CREATE INDEX "todo_items_status_due_on_id_idx" ON "todo_items"("status", "due_on", "id");

-- CreateIndex
CREATE INDEX "todo_items_due_on_id_idx" ON "todo_items"("due_on", "id");

-- CreateIndex
CREATE INDEX "todo_items_title_id_idx" ON "todo_items"("title", "id");

-- CreateIndex
CREATE INDEX "todo_items_noted_on_id_idx" ON "todo_items"("noted_on", "id");

-- CreateIndex
CREATE INDEX "todo_items_admin_id_status_id_idx" ON "todo_items"("admin_id", "status", "id");

-- CreateIndex
CREATE INDEX "activity_entries_client_id_happened_at_id_idx" ON "activity_entries"("client_id", "happened_at", "id");

-- CreateIndex
CREATE INDEX "activity_entries_happened_at_id_idx" ON "activity_entries"("happened_at", "id");

-- CreateIndex
CREATE INDEX "activity_entries_username_id_idx" ON "activity_entries"("username", "id");

-- CreateIndex
CREATE INDEX "activity_entries_ip_id_idx" ON "activity_entries"("ip", "id");

-- CreateIndex
CREATE INDEX "activity_entries_user_id_id_idx" ON "activity_entries"("user_id", "id");

-- CreateIndex
CREATE INDEX "activity_entries_admin_id_id_idx" ON "activity_entries"("admin_id", "id");

-- CreateIndex
CREATE INDEX "automation_runs_run_on_id_idx" ON "automation_runs"("run_on", "id");

-- CreateIndex
CREATE UNIQUE INDEX "automation_runs_name_run_on_key" ON "automation_runs"("name", "run_on");

-- CreateIndex
CREATE INDEX "automation_log_entries_run_on_namespace_id_idx" ON "automation_log_entries"("run_on", "namespace", "id");

-- CreateIndex
CREATE UNIQUE INDEX "automation_log_entries_run_id_namespace_key" ON "automation_log_entries"("run_id", "namespace");

-- CreateIndex
CREATE INDEX "webhook_endpoints_client_id_id_idx" ON "webhook_endpoints"("client_id", "id");

-- CreateIndex
CREATE INDEX "webhook_endpoints_reseller_id_id_idx" ON "webhook_endpoints"("reseller_id", "id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_state_next_attempt_at_id_idx" ON "webhook_deliveries"("state", "next_attempt_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_endpoint_id_event_id_key" ON "webhook_deliveries"("endpoint_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "registrars_module_key" ON "registrars"("module");

-- CreateIndex
CREATE UNIQUE INDEX "tlds_extension_key" ON "tlds"("extension");

-- CreateIndex
CREATE INDEX "tlds_sort_order_id_idx" ON "tlds"("sort_order", "id");

-- CreateIndex
CREATE INDEX "tlds_is_spotlight_sort_order_id_idx" ON "tlds"("is_spotlight", "sort_order", "id");

-- CreateIndex
CREATE INDEX "tlds_is_suggested_sort_order_id_idx" ON "tlds"("is_suggested", "sort_order", "id");

-- CreateIndex
CREATE INDEX "tlds_registrar_id_id_idx" ON "tlds"("registrar_id", "id");

-- CreateIndex
CREATE INDEX "tld_prices_currency_code_action_years_id_idx" ON "tld_prices"("currency_code", "action", "years", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tld_prices_tld_id_currency_code_action_years_key" ON "tld_prices"("tld_id", "currency_code", "action", "years");

-- CreateIndex
CREATE UNIQUE INDEX "tld_addon_prices_tld_id_currency_code_addon_key" ON "tld_addon_prices"("tld_id", "currency_code", "addon");

-- CreateIndex
CREATE UNIQUE INDEX "tld_categories_name_key" ON "tld_categories"("name");

-- CreateIndex
CREATE INDEX "tld_category_members_category_id_idx" ON "tld_category_members"("category_id");

-- CreateIndex
CREATE UNIQUE INDEX "tld_category_members_tld_id_category_id_key" ON "tld_category_members"("tld_id", "category_id");

-- CreateIndex
CREATE UNIQUE INDEX "tld_fields_tld_id_name_key" ON "tld_fields"("tld_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "tld_vouchers_code_hash_key" ON "tld_vouchers"("code_hash");

-- CreateIndex
CREATE INDEX "tld_vouchers_tld_id_used_at_id_idx" ON "tld_vouchers"("tld_id", "used_at", "id");

-- CreateIndex
CREATE INDEX "tld_vouchers_used_for_domain_id_id_idx" ON "tld_vouchers"("used_for_domain_id", "id");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_security_question_id_fkey" FOREIGN KEY ("security_question_id") REFERENCES "security_questions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_clients" ADD CONSTRAINT "user_clients_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_clients" ADD CONSTRAINT "user_clients_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_invitations" ADD CONSTRAINT "user_invitations_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_invitations" ADD CONSTRAINT "user_invitations_invited_by_user_id_fkey" FOREIGN KEY ("invited_by_user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_codes" ADD CONSTRAINT "backup_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_codes" ADD CONSTRAINT "backup_codes_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_challenges" ADD CONSTRAINT "email_challenges_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_challenges" ADD CONSTRAINT "email_challenges_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "single_use_tokens" ADD CONSTRAINT "single_use_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "single_use_tokens" ADD CONSTRAINT "single_use_tokens_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "single_use_tokens" ADD CONSTRAINT "single_use_tokens_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliates" ADD CONSTRAINT "affiliates_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliates" ADD CONSTRAINT "affiliates_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_visits" ADD CONSTRAINT "affiliate_visits_affiliate_id_fkey" FOREIGN KEY ("affiliate_id") REFERENCES "affiliates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_referrals" ADD CONSTRAINT "affiliate_referrals_affiliate_id_fkey" FOREIGN KEY ("affiliate_id") REFERENCES "affiliates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_referrals" ADD CONSTRAINT "affiliate_referrals_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_referrals" ADD CONSTRAINT "affiliate_referrals_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_referrals" ADD CONSTRAINT "affiliate_referrals_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_referrals" ADD CONSTRAINT "affiliate_referrals_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_commissions" ADD CONSTRAINT "affiliate_commissions_affiliate_id_fkey" FOREIGN KEY ("affiliate_id") REFERENCES "affiliates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_commissions" ADD CONSTRAINT "affiliate_commissions_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "affiliate_referrals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_commissions" ADD CONSTRAINT "affiliate_commissions_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_commissions" ADD CONSTRAINT "affiliate_commissions_journal_set_id_fkey" FOREIGN KEY ("journal_set_id") REFERENCES "journal_sets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_commissions" ADD CONSTRAINT "affiliate_commissions_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_withdrawals" ADD CONSTRAINT "affiliate_withdrawals_affiliate_id_fkey" FOREIGN KEY ("affiliate_id") REFERENCES "affiliates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_withdrawals" ADD CONSTRAINT "affiliate_withdrawals_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_withdrawals" ADD CONSTRAINT "affiliate_withdrawals_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_withdrawals" ADD CONSTRAINT "affiliate_withdrawals_journal_set_id_fkey" FOREIGN KEY ("journal_set_id") REFERENCES "journal_sets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_applications" ADD CONSTRAINT "affiliate_applications_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliate_applications" ADD CONSTRAINT "affiliate_applications_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_tax_rule_id_fkey" FOREIGN KEY ("tax_rule_id") REFERENCES "tax_rules"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_tax_rule2_id_fkey" FOREIGN KEY ("tax_rule2_id") REFERENCES "tax_rules"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_pay_method_id_fkey" FOREIGN KEY ("pay_method_id") REFERENCES "pay_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_created_by_admin_id_fkey" FOREIGN KEY ("created_by_admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_accounting_currency_code_fkey" FOREIGN KEY ("accounting_currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_service_addon_id_fkey" FOREIGN KEY ("service_addon_id") REFERENCES "service_addons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_related_invoice_id_fkey" FOREIGN KEY ("related_invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carts" ADD CONSTRAINT "carts_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carts" ADD CONSTRAINT "carts_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "api_credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carts" ADD CONSTRAINT "carts_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carts" ADD CONSTRAINT "carts_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carts" ADD CONSTRAINT "carts_affiliate_id_fkey" FOREIGN KEY ("affiliate_id") REFERENCES "affiliates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "carts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "cart_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_item_options" ADD CONSTRAINT "cart_item_options_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "cart_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_item_options" ADD CONSTRAINT "cart_item_options_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "config_options"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_item_options" ADD CONSTRAINT "cart_item_options_choice_id_fkey" FOREIGN KEY ("choice_id") REFERENCES "config_option_choices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_item_addons" ADD CONSTRAINT "cart_item_addons_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "cart_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_item_addons" ADD CONSTRAINT "cart_item_addons_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_ownership_proofs" ADD CONSTRAINT "domain_ownership_proofs_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_ownership_proofs" ADD CONSTRAINT "domain_ownership_proofs_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "api_credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_config_option_groups" ADD CONSTRAINT "product_config_option_groups_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_config_option_groups" ADD CONSTRAINT "product_config_option_groups_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "config_option_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "config_options" ADD CONSTRAINT "config_options_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "config_option_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "config_option_choices" ADD CONSTRAINT "config_option_choices_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "config_options"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "config_option_prices" ADD CONSTRAINT "config_option_prices_choice_id_fkey" FOREIGN KEY ("choice_id") REFERENCES "config_option_choices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "config_option_prices" ADD CONSTRAINT "config_option_prices_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addons" ADD CONSTRAINT "addons_server_group_id_fkey" FOREIGN KEY ("server_group_id") REFERENCES "server_groups"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addons" ADD CONSTRAINT "addons_welcome_email_template_id_fkey" FOREIGN KEY ("welcome_email_template_id") REFERENCES "email_templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addon_prices" ADD CONSTRAINT "addon_prices_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addon_prices" ADD CONSTRAINT "addon_prices_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addon_products" ADD CONSTRAINT "addon_products_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addon_products" ADD CONSTRAINT "addon_products_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "product_groups"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_type_id_fkey" FOREIGN KEY ("type_id") REFERENCES "product_types"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_terminate_email_template_id_fkey" FOREIGN KEY ("terminate_email_template_id") REFERENCES "email_templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_welcome_email_template_id_fkey" FOREIGN KEY ("welcome_email_template_id") REFERENCES "email_templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_upgrade_email_template_id_fkey" FOREIGN KEY ("upgrade_email_template_id") REFERENCES "email_templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_server_group_id_fkey" FOREIGN KEY ("server_group_id") REFERENCES "server_groups"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_recommended_product_id_fkey" FOREIGN KEY ("recommended_product_id") REFERENCES "products"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_prices" ADD CONSTRAINT "product_prices_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_prices" ADD CONSTRAINT "product_prices_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_upgrade_paths" ADD CONSTRAINT "product_upgrade_paths_from_product_id_fkey" FOREIGN KEY ("from_product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_upgrade_paths" ADD CONSTRAINT "product_upgrade_paths_to_product_id_fkey" FOREIGN KEY ("to_product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "client_groups"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_default_gateway_id_fkey" FOREIGN KEY ("default_gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_default_pay_method_id_fkey" FOREIGN KEY ("default_pay_method_id") REFERENCES "pay_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_billing_contact_id_fkey" FOREIGN KEY ("billing_contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_notes" ADD CONSTRAINT "client_notes_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_notes" ADD CONSTRAINT "client_notes_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "currency_rates" ADD CONSTRAINT "currency_rates_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_fields" ADD CONSTRAINT "custom_fields_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_fields" ADD CONSTRAINT "custom_fields_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_fields" ADD CONSTRAINT "custom_fields_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field_values" ADD CONSTRAINT "custom_field_values_field_id_fkey" FOREIGN KEY ("field_id") REFERENCES "custom_fields"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field_values" ADD CONSTRAINT "custom_field_values_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field_values" ADD CONSTRAINT "custom_field_values_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field_values" ADD CONSTRAINT "custom_field_values_service_addon_id_fkey" FOREIGN KEY ("service_addon_id") REFERENCES "service_addons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field_values" ADD CONSTRAINT "custom_field_values_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field_values" ADD CONSTRAINT "custom_field_values_cart_item_id_fkey" FOREIGN KEY ("cart_item_id") REFERENCES "cart_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability_cache" ADD CONSTRAINT "availability_cache_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_registrar_id_fkey" FOREIGN KEY ("registrar_id") REFERENCES "registrars"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_pay_method_id_fkey" FOREIGN KEY ("pay_method_id") REFERENCES "pay_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_contacts" ADD CONSTRAINT "domain_contacts_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "private_nameservers" ADD CONSTRAINT "private_nameservers_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dns_records" ADD CONSTRAINT "dns_records_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_email_forwards" ADD CONSTRAINT "domain_email_forwards_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "errands" ADD CONSTRAINT "errands_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "errands" ADD CONSTRAINT "errands_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "api_credentials"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateways" ADD CONSTRAINT "gateways_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_methods" ADD CONSTRAINT "pay_methods_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_methods" ADD CONSTRAINT "pay_methods_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_methods" ADD CONSTRAINT "pay_methods_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateway_events" ADD CONSTRAINT "gateway_events_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateway_events" ADD CONSTRAINT "gateway_events_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billed_periods" ADD CONSTRAINT "billed_periods_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billed_periods" ADD CONSTRAINT "billed_periods_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_reminders" ADD CONSTRAINT "invoice_reminders_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billable_items" ADD CONSTRAINT "billable_items_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billable_items" ADD CONSTRAINT "billable_items_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billable_items" ADD CONSTRAINT "billable_items_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_sets" ADD CONSTRAINT "journal_sets_reversal_of_id_fkey" FOREIGN KEY ("reversal_of_id") REFERENCES "journal_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "journal_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_affiliate_id_fkey" FOREIGN KEY ("affiliate_id") REFERENCES "affiliates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_balances" ADD CONSTRAINT "account_balances_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_balances" ADD CONSTRAINT "account_balances_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_balances" ADD CONSTRAINT "account_balances_affiliate_id_fkey" FOREIGN KEY ("affiliate_id") REFERENCES "affiliates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_balances" ADD CONSTRAINT "account_balances_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_balances" ADD CONSTRAINT "account_balances_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emails" ADD CONSTRAINT "emails_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emails" ADD CONSTRAINT "emails_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emails" ADD CONSTRAINT "emails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emails" ADD CONSTRAINT "emails_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emails" ADD CONSTRAINT "emails_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "email_templates"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_attachments" ADD CONSTRAINT "email_attachments_email_id_fkey" FOREIGN KEY ("email_id") REFERENCES "emails"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_requestor_user_id_fkey" FOREIGN KEY ("requestor_user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_requestor_admin_id_fkey" FOREIGN KEY ("requestor_admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_service_addon_id_fkey" FOREIGN KEY ("service_addon_id") REFERENCES "service_addons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_upgrade_id_fkey" FOREIGN KEY ("upgrade_id") REFERENCES "service_upgrades"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_pay_method_id_fkey" FOREIGN KEY ("pay_method_id") REFERENCES "pay_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_refund_of_id_fkey" FOREIGN KEY ("refund_of_id") REFERENCES "transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_errand_id_fkey" FOREIGN KEY ("errand_id") REFERENCES "errands"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_journal_set_id_fkey" FOREIGN KEY ("journal_set_id") REFERENCES "journal_sets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_pay_method_id_fkey" FOREIGN KEY ("pay_method_id") REFERENCES "pay_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_errand_id_fkey" FOREIGN KEY ("errand_id") REFERENCES "errands"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "transactions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "transactions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_journal_set_id_fkey" FOREIGN KEY ("journal_set_id") REFERENCES "journal_sets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_errand_id_fkey" FOREIGN KEY ("errand_id") REFERENCES "errands"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotions" ADD CONSTRAINT "promotions_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_targets" ADD CONSTRAINT "promotion_targets_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_targets" ADD CONSTRAINT "promotion_targets_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_targets" ADD CONSTRAINT "promotion_targets_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_targets" ADD CONSTRAINT "promotion_targets_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "announcements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_base_categories" ADD CONSTRAINT "knowledge_base_categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "knowledge_base_categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_base_articles" ADD CONSTRAINT "knowledge_base_articles_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "knowledge_base_categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_base_articles" ADD CONSTRAINT "knowledge_base_articles_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "knowledge_base_articles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_issues" ADD CONSTRAINT "network_issues_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_created_by_admin_id_fkey" FOREIGN KEY ("created_by_admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_items" ADD CONSTRAINT "quote_items_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quotes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_items" ADD CONSTRAINT "quote_items_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resellers" ADD CONSTRAINT "resellers_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resellers" ADD CONSTRAINT "resellers_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "resellers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resellers" ADD CONSTRAINT "resellers_cost_price_list_id_fkey" FOREIGN KEY ("cost_price_list_id") REFERENCES "price_lists"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resellers" ADD CONSTRAINT "resellers_customer_price_list_id_fkey" FOREIGN KEY ("customer_price_list_id") REFERENCES "price_lists"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resellers" ADD CONSTRAINT "resellers_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_lists" ADD CONSTRAINT "price_lists_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_lists" ADD CONSTRAINT "price_lists_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "resellers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_keys" ADD CONSTRAINT "product_keys_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_slabs" ADD CONSTRAINT "price_slabs_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "price_lists"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_slabs" ADD CONSTRAINT "price_slabs_product_key_id_fkey" FOREIGN KEY ("product_key_id") REFERENCES "product_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_list_entries" ADD CONSTRAINT "price_list_entries_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "price_lists"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_list_entries" ADD CONSTRAINT "price_list_entries_product_key_id_fkey" FOREIGN KEY ("product_key_id") REFERENCES "product_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reseller_product_prices" ADD CONSTRAINT "reseller_product_prices_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reseller_product_prices" ADD CONSTRAINT "reseller_product_prices_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reseller_product_prices" ADD CONSTRAINT "reseller_product_prices_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reseller_tld_prices" ADD CONSTRAINT "reseller_tld_prices_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reseller_tld_prices" ADD CONSTRAINT "reseller_tld_prices_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reseller_tld_prices" ADD CONSTRAINT "reseller_tld_prices_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "server_group_members" ADD CONSTRAINT "server_group_members_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "server_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "server_group_members" ADD CONSTRAINT "server_group_members_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_queue_entries" ADD CONSTRAINT "module_queue_entries_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_queue_entries" ADD CONSTRAINT "module_queue_entries_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_queue_entries" ADD CONSTRAINT "module_queue_entries_service_addon_id_fkey" FOREIGN KEY ("service_addon_id") REFERENCES "service_addons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_queue_entries" ADD CONSTRAINT "module_queue_entries_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_queue_entries" ADD CONSTRAINT "module_queue_entries_errand_id_fkey" FOREIGN KEY ("errand_id") REFERENCES "errands"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancellation_requests" ADD CONSTRAINT "cancellation_requests_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancellation_requests" ADD CONSTRAINT "cancellation_requests_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_upgrades" ADD CONSTRAINT "service_upgrades_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_upgrades" ADD CONSTRAINT "service_upgrades_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_upgrades" ADD CONSTRAINT "service_upgrades_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_upgrades" ADD CONSTRAINT "service_upgrades_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_upgrades" ADD CONSTRAINT "service_upgrades_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_upgrades" ADD CONSTRAINT "service_upgrades_from_product_id_fkey" FOREIGN KEY ("from_product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_upgrades" ADD CONSTRAINT "service_upgrades_to_product_id_fkey" FOREIGN KEY ("to_product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_pay_method_id_fkey" FOREIGN KEY ("pay_method_id") REFERENCES "pay_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_addons" ADD CONSTRAINT "service_addons_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_addons" ADD CONSTRAINT "service_addons_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_addons" ADD CONSTRAINT "service_addons_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_addons" ADD CONSTRAINT "service_addons_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_addons" ADD CONSTRAINT "service_addons_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_addons" ADD CONSTRAINT "service_addons_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_addons" ADD CONSTRAINT "service_addons_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_addons" ADD CONSTRAINT "service_addons_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_config_options" ADD CONSTRAINT "service_config_options_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_config_options" ADD CONSTRAINT "service_config_options_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "config_options"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_config_options" ADD CONSTRAINT "service_config_options_choice_id_fkey" FOREIGN KEY ("choice_id") REFERENCES "config_option_choices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_impersonator_admin_id_fkey" FOREIGN KEY ("impersonator_admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_credentials" ADD CONSTRAINT "api_credentials_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_credentials" ADD CONSTRAINT "api_credentials_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_credentials" ADD CONSTRAINT "api_credentials_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_credential_addresses" ADD CONSTRAINT "api_credential_addresses_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "api_credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_credential_addresses" ADD CONSTRAINT "api_credential_addresses_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_usages" ADD CONSTRAINT "api_usages_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "api_credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admins" ADD CONSTRAINT "admins_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "admin_roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admin_departments" ADD CONSTRAINT "admin_departments_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admin_departments" ADD CONSTRAINT "admin_departments_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "linked_sign_ins" ADD CONSTRAINT "linked_sign_ins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "linked_sign_ins" ADD CONSTRAINT "linked_sign_ins_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "sign_in_providers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_flows" ADD CONSTRAINT "sign_in_flows_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "sign_in_providers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_flows" ADD CONSTRAINT "sign_in_flows_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "predefined_reply_categories" ADD CONSTRAINT "predefined_reply_categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "predefined_reply_categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "predefined_replies" ADD CONSTRAINT "predefined_replies_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "predefined_reply_categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocked_senders" ADD CONSTRAINT "blocked_senders_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_status_id_fkey" FOREIGN KEY ("status_id") REFERENCES "ticket_statuses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_opened_by_admin_id_fkey" FOREIGN KEY ("opened_by_admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_flagged_admin_id_fkey" FOREIGN KEY ("flagged_admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "tickets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_replies" ADD CONSTRAINT "ticket_replies_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_replies" ADD CONSTRAINT "ticket_replies_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_replies" ADD CONSTRAINT "ticket_replies_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_replies" ADD CONSTRAINT "ticket_replies_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_replies" ADD CONSTRAINT "ticket_replies_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_notes" ADD CONSTRAINT "ticket_notes_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_notes" ADD CONSTRAINT "ticket_notes_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "ticket_replies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "ticket_notes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_tags" ADD CONSTRAINT "ticket_tags_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_watchers" ADD CONSTRAINT "ticket_watchers_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_watchers" ADD CONSTRAINT "ticket_watchers_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_log_entries" ADD CONSTRAINT "ticket_log_entries_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_log_entries" ADD CONSTRAINT "ticket_log_entries_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "banned_addresses" ADD CONSTRAINT "banned_addresses_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_entries" ADD CONSTRAINT "activity_entries_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_entries" ADD CONSTRAINT "activity_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_entries" ADD CONSTRAINT "activity_entries_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "automation_log_entries" ADD CONSTRAINT "automation_log_entries_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "automation_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tlds" ADD CONSTRAINT "tlds_registrar_id_fkey" FOREIGN KEY ("registrar_id") REFERENCES "registrars"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tlds" ADD CONSTRAINT "tlds_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_prices" ADD CONSTRAINT "tld_prices_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_prices" ADD CONSTRAINT "tld_prices_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_addon_prices" ADD CONSTRAINT "tld_addon_prices_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_addon_prices" ADD CONSTRAINT "tld_addon_prices_currency_code_fkey" FOREIGN KEY ("currency_code") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_category_members" ADD CONSTRAINT "tld_category_members_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_category_members" ADD CONSTRAINT "tld_category_members_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "tld_categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_fields" ADD CONSTRAINT "tld_fields_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_vouchers" ADD CONSTRAINT "tld_vouchers_tld_id_fkey" FOREIGN KEY ("tld_id") REFERENCES "tlds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tld_vouchers" ADD CONSTRAINT "tld_vouchers_used_for_domain_id_fkey" FOREIGN KEY ("used_for_domain_id") REFERENCES "domains"("id") ON DELETE SET NULL ON UPDATE CASCADE;
