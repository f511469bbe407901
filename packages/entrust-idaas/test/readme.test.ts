import { readme } from "@gatehouse/test-kit";

await readme("entrust-idaas", {
  prints: "acorn.us.trustedauth.com",
  known: {
    id: "string",
    createEntrustIdaas: 'typeof import("@gatehouse/entrust-idaas").createEntrustIdaas',
    fileTokens: '(file: string) => import("@gatehouse/entrust-idaas").TokenStore',
  },
});
