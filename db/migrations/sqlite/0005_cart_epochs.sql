ALTER TABLE `cart` ADD `epoch` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cart` ADD `writers` text;