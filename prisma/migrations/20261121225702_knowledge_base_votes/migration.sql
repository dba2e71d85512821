-- CreateTable
CREATE TABLE "knowledge_base_votes" (
    "id" SERIAL NOT NULL,
    "article_id" INTEGER NOT NULL,
    "client_id" INTEGER,
    "user_id" INTEGER,
    "is_useful" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "knowledge_base_votes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "knowledge_base_votes_client_id_id_idx" ON "knowledge_base_votes"("client_id", "id");

-- CreateIndex
CREATE INDEX "knowledge_base_votes_user_id_id_idx" ON "knowledge_base_votes"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_base_votes_article_id_client_id_key" ON "knowledge_base_votes"("article_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_base_votes_article_id_user_id_key" ON "knowledge_base_votes"("article_id", "user_id");

-- AddForeignKey
ALTER TABLE "knowledge_base_votes" ADD CONSTRAINT "knowledge_base_votes_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "knowledge_base_articles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_base_votes" ADD CONSTRAINT "knowledge_base_votes_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_base_votes" ADD CONSTRAINT "knowledge_base_votes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
