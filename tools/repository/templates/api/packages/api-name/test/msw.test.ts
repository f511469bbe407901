import { behindMsw } from "@gatehouse/test-kit";
import { tryOut } from "./user-script.js";

behindMsw("api-name", tryOut);
