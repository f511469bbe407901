/** What a page says below the bodies of an answer that may have none. */
export const OR_NOTHING = "Or no body at all.";
