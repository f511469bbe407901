import { readme } from "@gatehouse/test-kit";

await readme("entrust-idaas", { prints: "acorn.us.trustedauth.com", known: { id: "string" } });
