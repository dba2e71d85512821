-- AlterTable
ALTER TABLE "settings" DROP COLUMN "is_public";

-- By hand --

-- Answered tickets are those that close when nobody writes any more (CloseInactiveTickets).
update ticket_statuses set is_auto_closed = true where key = 'answered';
-- The fraud check has its settings of its own, and captchas are checked by storefronts.
delete from settings where name in ('MaxMindAccountId', 'MaxMindLicenseKey', 'RecaptchaSecretKey');
