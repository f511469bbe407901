export { type Tracing, traced } from "./traced.js";
