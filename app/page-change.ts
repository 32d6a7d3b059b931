/** Marks what brings another page, the one kind of change that is drawn as a transition. */
export const PAGE_CHANGE = "page-change";
