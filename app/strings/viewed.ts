export const title = "You looked at";
export const forget = "Forget these";
export const kept = "Kept on this device alone.";
export const forgotten = "Forgotten.";
