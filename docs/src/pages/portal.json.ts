import type { APIRoute } from "astro";
import { portal } from "../lib/portal.js";
import { portalData } from "../render/portal-data.js";

/** What the portal's server needs to know of the pages that it serves. */
export const GET: APIRoute = async () => new Response(JSON.stringify(portalData(await portal(), import.meta.env.BASE_URL)));
