const BASE = import.meta.env.BASE_URL.replace(/\/$/, "");

/** Addresses of pages under the portal's base path. */
export const urls = {
  page: (slug: string) => `${BASE}/${slug}${slug === "" ? "" : "/"}`,
  file: (path: string) => `${BASE}/${path}`,
  api: (api: string) => `${BASE}/apis/${api}/`,
  reference: (api: string) => `${BASE}/apis/${api}/reference/`,
  sandbox: (api: string) => `${BASE}/apis/${api}/sandbox/`,
  operation: (api: string, operation: string) => `${BASE}/apis/${api}/${operation}/`,
  model: (api: string, model: string) => `${BASE}/apis/${api}/models/${model}/`,
  operationMarkdown: (api: string, operation: string) => `${BASE}/apis/${api}/${operation}.md`,
  decision: (id: string) => `${BASE}/decisions/${id}/`,
};
