-- CreateTable
CREATE TABLE "client_files" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "is_staff_only" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_files_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "client_files_storage_key_key" ON "client_files"("storage_key");

-- CreateIndex
CREATE INDEX "client_files_client_id_id_idx" ON "client_files"("client_id", "id");

-- AddForeignKey
ALTER TABLE "client_files" ADD CONSTRAINT "client_files_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand --

-- However a file of a client goes, its bytes go too.
CREATE TRIGGER "client_files_discard" AFTER DELETE ON "client_files"
  FOR EACH ROW EXECUTE FUNCTION "discard_file"();
