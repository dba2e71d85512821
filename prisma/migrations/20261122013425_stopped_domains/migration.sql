-- AlterTable
ALTER TABLE "cancellation_requests" ADD COLUMN     "stopped_domains" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- By hand --

-- What cancellations stopped before this was noted can only be guessed: all that is stopped.
update cancellation_requests r set stopped_domains = array(
  select d.id from domains d join services s on s.id = r.service_id
  where d.client_id = r.client_id and not d.auto_renew
    and (d.service_id = s.id or d.name = s.domain_name)
) where r.status = 'PENDING' and r.cancel_domain;
