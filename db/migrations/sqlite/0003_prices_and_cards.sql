CREATE TABLE `price_schedule` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`plan` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer,
	`failed` text,
	FOREIGN KEY (`version`) REFERENCES `price_book`(`version`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `price_schedule_at` ON `price_schedule` (`at`);--> statement-breakpoint
CREATE TABLE `stored_card` (
	`owner` text PRIMARY KEY NOT NULL,
	`customer` text NOT NULL,
	`method` text NOT NULL,
	`brand` text NOT NULL,
	`last4` text NOT NULL,
	`created_at` integer NOT NULL
);
