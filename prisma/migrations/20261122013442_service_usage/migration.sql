-- CreateTable
CREATE TABLE "service_usages" (
    "id" SERIAL NOT NULL,
    "service_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "disk_bytes" DECIMAL(20,0),
    "traffic_bytes" DECIMAL(20,0),
    "read_on" DATE,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_usages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "service_usages_settled_at_month_id_idx" ON "service_usages"("settled_at", "month", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_usages_service_id_month_key" ON "service_usages"("service_id", "month");

-- AddForeignKey
ALTER TABLE "service_usages" ADD CONSTRAINT "service_usages_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;
