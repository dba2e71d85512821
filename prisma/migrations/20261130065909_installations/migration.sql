-- CreateTable
CREATE TABLE "installations" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "quiet_since" TIMESTAMPTZ(3),

    CONSTRAINT "installations_pkey" PRIMARY KEY ("id")
);
