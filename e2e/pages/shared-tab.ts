/** The title of the tab that customers share; the browser's own picker chooses it by this. */
export const SHARED_TAB = "The customer's work";
