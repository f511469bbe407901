/** What every fresh sandbox has. */
export const SYSTEM_TENANT = "0c5e8f1a-6b7d-4e2c-9a30-5d81f4b7c629";
export const LINDEN = "e1b7c4d2-58a9-4f36-8c0d-72e94a6b13f5";
