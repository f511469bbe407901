import { type Answer, json } from "../../answer.js";

/** The release of the API that this panel says it has. */
export const API_VERSION = "2.15.0";

/** getDeviceInfo: for everybody, before any login. */
export function getDeviceInfo(): Answer {
  return json(200, {
    firmware_version: "3.15.0",
    framework_version: "3.15.0",
    frontend_version: "3.15.0",
    api_version: API_VERSION,
    device_type: "panel",
    device_name: "Sandbox panel",
    device_model: "AA-14FB",
    device_serial_number: "b5a00000-0000-4000-8000-000000000001",
    commit: "0000000",
    hybrid_enable: false,
    hybrid_version: "",
    mcu_version: "",
  });
}
