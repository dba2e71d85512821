-- CreateTable
CREATE TABLE "import_sources" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "system" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "pass" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_steps" (
    "name" TEXT NOT NULL,
    "last_id" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_steps_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "import_notes" (
    "step" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,

    CONSTRAINT "import_notes_pkey" PRIMARY KEY ("step","source_id","field")
);
