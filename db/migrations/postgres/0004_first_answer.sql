ALTER TABLE "idempotency" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "idempotency" ADD COLUMN "answer_version" integer;