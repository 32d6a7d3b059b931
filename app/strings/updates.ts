export const region = "New version of the shop";
export const title = "The shop has been refitted.";
export const offer = "A new version is ready. Your cart, what you have typed and your place on the page come along.";
export const accept = "Update now";
export const dismiss = "Not now";
export const busy = "Changing over. What you have typed is kept.";
export const stuck = "The new version did not start by itself. Everything you have typed is kept when you reload.";
export const reload = "Reload the page";
