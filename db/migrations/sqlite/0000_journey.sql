CREATE TABLE `cart` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`state` blob,
	`revision` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cart_owner` ON `cart` (`owner`);--> statement-breakpoint
CREATE TABLE `category` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`blurb` text NOT NULL,
	`cover` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `category_slug_unique` ON `category` (`slug`);--> statement-breakpoint
CREATE TABLE `collection` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`blurb` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `collection_slug_unique` ON `collection` (`slug`);--> statement-breakpoint
CREATE TABLE `collection_product` (
	`collection_id` text NOT NULL,
	`position` integer NOT NULL,
	`product_id` text NOT NULL,
	PRIMARY KEY(`collection_id`, `position`),
	FOREIGN KEY (`collection_id`) REFERENCES `collection`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dispatch` (
	`id` text PRIMARY KEY NOT NULL,
	`topic` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease` text,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `dispatch_next` ON `dispatch` (`next_at`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`owner` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`order_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`owner`, `key`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idempotency_expires` ON `idempotency` (`expires_at`);--> statement-breakpoint
CREATE TABLE `lease` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `media` (
	`product_id` text NOT NULL,
	`position` integer NOT NULL,
	`colour` text NOT NULL,
	`view` text NOT NULL,
	`base` text NOT NULL,
	`alt` text NOT NULL,
	PRIMARY KEY(`product_id`, `position`),
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`owner` text NOT NULL,
	`cart_id` text NOT NULL,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`contact` text NOT NULL,
	`address` text NOT NULL,
	`delivery` text NOT NULL,
	`subtotal` integer NOT NULL,
	`delivery_price` integer NOT NULL,
	`total` integer NOT NULL,
	`shown_total` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "orders_total" CHECK("orders"."total" <= "orders"."shown_total")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number_unique` ON `orders` (`number`);--> statement-breakpoint
CREATE INDEX `orders_owner` ON `orders` (`owner`,`created_at`);--> statement-breakpoint
CREATE TABLE `order_event` (
	`order_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`order_id`, `sequence`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `order_line` (
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`sku` text NOT NULL,
	`product` text NOT NULL,
	`name` text NOT NULL,
	`label` text NOT NULL,
	`picture` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_amount` integer NOT NULL,
	`shown_amount` integer NOT NULL,
	`price_version` integer NOT NULL,
	PRIMARY KEY(`order_id`, `sku`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sku`) REFERENCES `variant`(`sku`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`price_version`) REFERENCES `price_book`(`version`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_line_quantity" CHECK("order_line"."quantity" > 0),
	CONSTRAINT "order_line_amount" CHECK("order_line"."unit_amount" <= "order_line"."shown_amount")
);
--> statement-breakpoint
CREATE INDEX `order_line_sku` ON `order_line` (`sku`);--> statement-breakpoint
CREATE TABLE `payment` (
	`order_id` text PRIMARY KEY NOT NULL,
	`method` text NOT NULL,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`page` text,
	`url` text,
	`paid_by` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `payment_event` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`outcome` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `payment_page`(`provider_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `payment_page` (
	`provider_id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `payment_page_order` ON `payment_page` (`order_id`);--> statement-breakpoint
CREATE TABLE `price` (
	`sku` text NOT NULL,
	`currency` text NOT NULL,
	`version` integer NOT NULL,
	`amount` integer NOT NULL,
	`valid_from` integer NOT NULL,
	PRIMARY KEY(`sku`, `currency`, `version`),
	FOREIGN KEY (`sku`) REFERENCES `variant`(`sku`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version`) REFERENCES `price_book`(`version`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "price_amount" CHECK("price"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE `price_book` (
	`version` integer PRIMARY KEY NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `product` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`category_id` text NOT NULL,
	`name` text NOT NULL,
	`tagline` text NOT NULL,
	`description` text NOT NULL,
	`materials` text NOT NULL,
	`care` text NOT NULL,
	`origin` text NOT NULL,
	`colours` text NOT NULL,
	`sizes` text NOT NULL,
	`related` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`category_id`) REFERENCES `category`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_slug_unique` ON `product` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `product_position` ON `product` (`position`);--> statement-breakpoint
CREATE INDEX `product_category` ON `product` (`category_id`,`position`);--> statement-breakpoint
CREATE TABLE `reservation` (
	`order_id` text NOT NULL,
	`sku` text NOT NULL,
	`quantity` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`order_id`, `sku`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sku`) REFERENCES `variant`(`sku`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reservation_expires` ON `reservation` (`expires_at`);--> statement-breakpoint
CREATE TABLE `stock` (
	`sku` text PRIMARY KEY NOT NULL,
	`available` integer NOT NULL,
	`received` integer NOT NULL,
	FOREIGN KEY (`sku`) REFERENCES `variant`(`sku`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_available" CHECK("stock"."available" >= 0)
);
--> statement-breakpoint
CREATE TABLE `variant` (
	`sku` text PRIMARY KEY NOT NULL,
	`product_id` text NOT NULL,
	`colour` text NOT NULL,
	`size` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `variant_product` ON `variant` (`product_id`,`position`);