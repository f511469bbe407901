/** First line of every generated file. */
export const HEADER = "// Written by gatehouse-codegen. Do not edit: change the description and run the build.\n";
