/** Stands for fields that another media type of the same body has listed. */
export const SAME_FIELDS = "The fields are those above.";
