CREATE TABLE "cart" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"state" "bytea",
	"revision" integer NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "category" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"blurb" text NOT NULL,
	"cover" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "category_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "collection" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"blurb" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "collection_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "collection_product" (
	"collection_id" text NOT NULL,
	"position" integer NOT NULL,
	"product_id" text NOT NULL,
	CONSTRAINT "collection_product_collection_id_position_pk" PRIMARY KEY("collection_id","position")
);
--> statement-breakpoint
CREATE TABLE "dispatch" (
	"id" text PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"payload" json NOT NULL,
	"created_at" bigint NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" bigint NOT NULL,
	"lease" text,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"owner" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"order_id" text NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "idempotency_owner_key_pk" PRIMARY KEY("owner","key")
);
--> statement-breakpoint
CREATE TABLE "lease" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media" (
	"product_id" text NOT NULL,
	"position" integer NOT NULL,
	"colour" text NOT NULL,
	"view" text NOT NULL,
	"base" text NOT NULL,
	"alt" text NOT NULL,
	CONSTRAINT "media_product_id_position_pk" PRIMARY KEY("product_id","position")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"owner" text NOT NULL,
	"cart_id" text NOT NULL,
	"status" text NOT NULL,
	"currency" text NOT NULL,
	"contact" json NOT NULL,
	"address" json NOT NULL,
	"delivery" text NOT NULL,
	"subtotal" bigint NOT NULL,
	"delivery_price" bigint NOT NULL,
	"total" bigint NOT NULL,
	"shown_total" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "orders_number_unique" UNIQUE("number"),
	CONSTRAINT "orders_total" CHECK ("orders"."total" <= "orders"."shown_total")
);
--> statement-breakpoint
CREATE TABLE "order_event" (
	"order_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"at" bigint NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "order_event_order_id_sequence_pk" PRIMARY KEY("order_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "order_line" (
	"order_id" text NOT NULL,
	"position" integer NOT NULL,
	"sku" text NOT NULL,
	"product" text NOT NULL,
	"name" text NOT NULL,
	"label" text NOT NULL,
	"picture" json NOT NULL,
	"quantity" integer NOT NULL,
	"unit_amount" bigint NOT NULL,
	"shown_amount" bigint NOT NULL,
	"price_version" integer NOT NULL,
	CONSTRAINT "order_line_order_id_sku_pk" PRIMARY KEY("order_id","sku"),
	CONSTRAINT "order_line_quantity" CHECK ("order_line"."quantity" > 0),
	CONSTRAINT "order_line_amount" CHECK ("order_line"."unit_amount" <= "order_line"."shown_amount")
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"order_id" text PRIMARY KEY NOT NULL,
	"method" text NOT NULL,
	"status" text NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"page" text,
	"url" text,
	"paid_by" text,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_event" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"outcome" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_page" (
	"provider_id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"status" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price" (
	"sku" text NOT NULL,
	"currency" text NOT NULL,
	"version" integer NOT NULL,
	"amount" bigint NOT NULL,
	"valid_from" bigint NOT NULL,
	CONSTRAINT "price_sku_currency_version_pk" PRIMARY KEY("sku","currency","version"),
	CONSTRAINT "price_amount" CHECK ("price"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "price_book" (
	"version" integer PRIMARY KEY NOT NULL,
	"published_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"category_id" text NOT NULL,
	"name" text NOT NULL,
	"tagline" text NOT NULL,
	"description" json NOT NULL,
	"materials" text NOT NULL,
	"care" text NOT NULL,
	"origin" text NOT NULL,
	"colours" json NOT NULL,
	"sizes" json NOT NULL,
	"related" json NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "product_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "reservation" (
	"order_id" text NOT NULL,
	"sku" text NOT NULL,
	"quantity" integer NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "reservation_order_id_sku_pk" PRIMARY KEY("order_id","sku")
);
--> statement-breakpoint
CREATE TABLE "stock" (
	"sku" text PRIMARY KEY NOT NULL,
	"available" integer NOT NULL,
	"received" integer NOT NULL,
	CONSTRAINT "stock_available" CHECK ("stock"."available" >= 0)
);
--> statement-breakpoint
CREATE TABLE "variant" (
	"sku" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"colour" text NOT NULL,
	"size" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "collection_product" ADD CONSTRAINT "collection_product_collection_id_collection_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."collection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_product" ADD CONSTRAINT "collection_product_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency" ADD CONSTRAINT "idempotency_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_sku_variant_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."variant"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_price_version_price_book_version_fk" FOREIGN KEY ("price_version") REFERENCES "public"."price_book"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_event" ADD CONSTRAINT "payment_event_provider_id_payment_page_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."payment_page"("provider_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_page" ADD CONSTRAINT "payment_page_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_sku_variant_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."variant"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_version_price_book_version_fk" FOREIGN KEY ("version") REFERENCES "public"."price_book"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_sku_variant_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."variant"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_sku_variant_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."variant"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variant" ADD CONSTRAINT "variant_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cart_owner" ON "cart" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "dispatch_next" ON "dispatch" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "idempotency_expires" ON "idempotency" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "orders_owner" ON "orders" USING btree ("owner","created_at");--> statement-breakpoint
CREATE INDEX "order_line_sku" ON "order_line" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "payment_page_order" ON "payment_page" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "product_position" ON "product" USING btree ("position");--> statement-breakpoint
CREATE INDEX "product_category" ON "product" USING btree ("category_id","position");--> statement-breakpoint
CREATE INDEX "reservation_expires" ON "reservation" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "variant_product" ON "variant" USING btree ("product_id","position");