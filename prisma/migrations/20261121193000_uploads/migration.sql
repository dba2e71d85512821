-- CreateTable
CREATE TABLE "uploads" (
    "id" SERIAL NOT NULL,
    "uuid" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discarded_files" (
    "id" SERIAL NOT NULL,
    "storage_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "discarded_files_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "uploads_uuid_key" ON "uploads"("uuid");

-- CreateIndex
CREATE UNIQUE INDEX "uploads_storage_key_key" ON "uploads"("storage_key");

-- CreateIndex
CREATE INDEX "uploads_expires_at_id_idx" ON "uploads"("expires_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "discarded_files_storage_key_key" ON "discarded_files"("storage_key");

-- By hand --

-- However an attachment goes (with its reply, its ticket or the whole client), its bytes go too.
CREATE FUNCTION "discard_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "discarded_files" ("storage_key") VALUES (OLD."storage_key") ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER "attachments_discard" AFTER DELETE ON "attachments"
  FOR EACH ROW EXECUTE FUNCTION "discard_file"();
