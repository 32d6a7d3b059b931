/** Where this device keeps which release the last document was of. */
export const RELEASE_KEY = "holdfast.release";

/**
 * K4: runs before anything else. A document of another release than the last one says so on itself, in
 * `data-release-before`; what follows from that is decided later, apart from the page. It loads nothing and reloads nothing.
 */
export const BOOT_CHECK_SCRIPT = `try{var d=document.documentElement.dataset,k=${JSON.stringify(RELEASE_KEY)},b=localStorage.getItem(k);if(b!==d.release){localStorage.setItem(k,d.release);if(b)d.releaseBefore=b}}catch{}`;
