CREATE TABLE `cart_member` (
	`id` text PRIMARY KEY NOT NULL,
	`cart_id` text NOT NULL,
	`owner` text NOT NULL,
	`role` text NOT NULL,
	`label` text NOT NULL,
	`joined_at` integer NOT NULL,
	FOREIGN KEY (`cart_id`) REFERENCES `cart_share`(`cart_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cart_member_owner` ON `cart_member` (`cart_id`,`owner`);--> statement-breakpoint
CREATE UNIQUE INDEX `cart_member_label` ON `cart_member` (`cart_id`,`label`);--> statement-breakpoint
CREATE TABLE `cart_share` (
	`cart_id` text PRIMARY KEY NOT NULL,
	`room_key` text NOT NULL,
	`invitation` text,
	`invitation_ends_at` integer NOT NULL,
	`uses_left` integer NOT NULL,
	`ordered_at` integer,
	`ordered_by` text,
	FOREIGN KEY (`cart_id`) REFERENCES `cart`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cart_share_invitation_unique` ON `cart_share` (`invitation`);