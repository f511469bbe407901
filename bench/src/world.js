export const baseUrl = "https://customer.example";
export const token = "token";
