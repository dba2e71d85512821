-- RenameColumn
ALTER TABLE "products" RENAME COLUMN "server_options_shown" TO "server_options_hidden";
