CREATE TABLE "cart_member" (
	"id" text PRIMARY KEY NOT NULL,
	"cart_id" text NOT NULL,
	"owner" text NOT NULL,
	"role" text NOT NULL,
	"label" text NOT NULL,
	"joined_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cart_share" (
	"cart_id" text PRIMARY KEY NOT NULL,
	"room_key" text NOT NULL,
	"invitation" text,
	"invitation_ends_at" bigint NOT NULL,
	"uses_left" integer NOT NULL,
	"ordered_at" bigint,
	"ordered_by" text,
	CONSTRAINT "cart_share_invitation_unique" UNIQUE("invitation")
);
--> statement-breakpoint
ALTER TABLE "cart_member" ADD CONSTRAINT "cart_member_cart_id_cart_share_cart_id_fk" FOREIGN KEY ("cart_id") REFERENCES "public"."cart_share"("cart_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_share" ADD CONSTRAINT "cart_share_cart_id_cart_id_fk" FOREIGN KEY ("cart_id") REFERENCES "public"."cart"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cart_member_owner" ON "cart_member" USING btree ("cart_id","owner");--> statement-breakpoint
CREATE UNIQUE INDEX "cart_member_label" ON "cart_member" USING btree ("cart_id","label");