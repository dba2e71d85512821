-- AlterTable
ALTER TABLE "settings" DROP COLUMN "is_secret",
DROP COLUMN "value_encrypted";

-- By hand --

-- Tokens of the demo were stored here; they are shown once instead.
delete from settings where name = 'demo.tokens';
