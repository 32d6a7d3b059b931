ALTER TABLE `idempotency` ADD `answer` text;--> statement-breakpoint
ALTER TABLE `idempotency` ADD `answer_version` integer;