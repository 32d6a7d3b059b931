CREATE TABLE "price_schedule" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"plan" json NOT NULL,
	"created_at" bigint NOT NULL,
	"version" integer,
	"failed" text
);
--> statement-breakpoint
CREATE TABLE "stored_card" (
	"owner" text PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"method" text NOT NULL,
	"brand" text NOT NULL,
	"last4" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "price_schedule" ADD CONSTRAINT "price_schedule_version_price_book_version_fk" FOREIGN KEY ("version") REFERENCES "public"."price_book"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "price_schedule_at" ON "price_schedule" USING btree ("at");