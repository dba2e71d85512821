-- CreateTable
CREATE TABLE "encryption_key_samples" (
    "key_id" TEXT NOT NULL,
    "sample" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "encryption_key_samples_pkey" PRIMARY KEY ("key_id")
);
