-- AlterTable
ALTER TABLE "emails" DROP COLUMN "lease_until";

-- By hand --

-- What waits to be sent is sent by tasks from now on.
insert into tasks (kind, subject_type, subject_id, client_id, input, idempotency_key, actor,
                   next_attempt_at, retry_until, updated_at)
select 'email.send', 'Email', id, client_id, jsonb_build_object('emailId', id),
       gen_random_uuid(), 'system', coalesce(next_attempt_at, now()), now() + interval '4 days', now()
from emails where status in ('PENDING', 'SENDING');
update emails set status = 'PENDING' where status = 'SENDING';
insert into tasks (kind, subject_type, subject_id, input, idempotency_key, actor,
                   next_attempt_at, retry_until, updated_at)
select 'webhook.deliver', 'WebhookEndpoint', endpoint_id, jsonb_build_object('deliveryId', id),
       gen_random_uuid(), 'system', coalesce(next_attempt_at, now()), now() + interval '4 days', now()
from webhook_deliveries where state = 'PENDING';
