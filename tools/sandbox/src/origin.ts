/** Where an in-process sandbox is: a loopback name, and a port on which nothing can listen should a request ever miss the sandbox. */
export const SANDBOX_ORIGIN = "http://localhost:0";
