import { type BasipPanel, createBasipPanel, type IdentifierCreate, type LogicalAddress, type TimeProfile } from "@gatehouse/basip-panel";
import { CommandError } from "@gatehouse/command-line";
import { isGatehouseError } from "@gatehouse/runtime";
import { type Inputs, type Look, type Step, type Variable, vendor } from "../engine/step.js";
import { making, orAbsent } from "./answers.js";

const variables = {
  url: { name: "BASIP_PANEL_URL", what: "address of the panel at the front door", kind: "address", lasting: true },
  username: { name: "BASIP_PANEL_USERNAME", what: "an administrator of the panel", sandbox: "admin" },
  password: { name: "BASIP_PANEL_PASSWORD", what: "the administrator's password", sandbox: "123456", kind: "secret" },
  allowInsecure: {
    name: "BASIP_PANEL_ALLOW_INSECURE",
    what: "`yes` where the panel is in a network of yours and has no certificate, so that plain http has to do",
    standard: "no",
  },
  address: {
    name: "BASIP_PANEL_APARTMENT",
    what: "the customer's apartment as building-unit-floor-room; made where there is none",
    sandbox: "1-1-2-1",
    lasting: true,
  },
  cardNumber: { name: "BASIP_PANEL_CARD_NUMBER", what: "number of the customer's card", sandbox: "30517264", kind: "secret" },
} as const satisfies Record<string, Variable>;

type Kind = "card" | "qr";
type Identified = { readonly identifierUid: number };
type Timed = Identified & { readonly timeProfileUid: number };
type Housed = Identified & { readonly apartmentUid: number };

interface Made
  extends Readonly<Record<Kind, Identified>>,
    Readonly<Record<`${Kind}-times`, Timed>>,
    Readonly<Record<`${Kind}-apartment`, Housed>> {
  readonly apartment: { readonly apartmentUid: number };
  readonly times: { readonly timeProfileUid: number };
}

type PanelLook = Look<BasipPanel, Inputs<typeof variables>, Made>;
type PanelStep<Own> = Step<BasipPanel, Inputs<typeof variables>, Made, Own>;

/** When the front door opens: 8 to 18 o'clock by the panel's clock, Monday to Friday, from the first Monday of 2026 on. */
const OFFICE_HOURS: Omit<TimeProfile, "name"> = {
  time_options: { is_all_day: false, date_from: Date.UTC(2026, 0, 5, 8) / 1000, date_to: Date.UTC(2026, 0, 5, 18) / 1000 },
  repeat_options: {
    repeat_enable: true,
    repeat_format: {
      repeat_type: "custom",
      repeat_end: { format: "never" },
      repeat_custom: { repeat_point_type: "week", repeat_looper: 1, repeat_options: ["MON", "TUE", "WED", "THU", "FRI"] },
    },
  },
};

const NAMES: Readonly<Record<Kind, string>> = { card: "card", qr: "QR code" };

/** Relay of the front door. */
const FRONT_DOOR = "first";

export const basipPanel = vendor<BasipPanel, typeof variables, Made>({
  id: "basip-panel",
  title: "BAS-IP panel",
  variables,
  connect({ url, username, password, allowInsecure, address }, platform) {
    addressOf(address);
    return createBasipPanel({ baseUrl: url, credentials: { username, password }, allowInsecure: allowInsecure === "yes", ...platform });
  },
  refusals: ["/error"],
  steps: [
    {
      id: "apartment",
      title: "apartment",
      found: "keep",
      async find({ client, inputs, signal }) {
        const wanted = addressOf(inputs.address);
        const filter = {
          filter_field: "apartment_address",
          filter_type: "equal",
          filter_format: "string",
          filter_value: inputs.address,
        } as const;
        for await (const { apartment_uid, apartment_address } of client.listApartments.items({ filter }, { signal }))
          if (apartment_uid !== undefined && isSame(apartment_address, wanted)) return { apartmentUid: apartment_uid };
        return undefined;
      },
      async do(work) {
        const { client, inputs, customer, signal } = work;
        const body = { apartment_address: addressOf(inputs.address), apartment_name: customer.name, residents: { count: 1 } };
        return { apartmentUid: (await making(work, client.createApartment({ body }, { signal }))).uid };
      },
      async undo({ client, signal }, made) {
        const { deleteApartment, getApartment } = client;
        if (made) await unlessGone(deleteApartment(made, { signal }), () => orAbsent(getApartment, 400, getApartment(made, { signal })));
      },
    },
    {
      id: "times",
      title: "time profile",
      async find({ client, customer, signal }) {
        const name = profileNameOf(customer);
        const filter = { filter_field: "name", filter_type: "equal", filter_format: "string", filter_value: name } as const;
        for await (const { time_profile_uid, name: its } of client.listTimeProfiles.items({ filter }, { signal }))
          if (its === name) return { timeProfileUid: time_profile_uid };
        return undefined;
      },
      async do(work) {
        const { client, customer, signal } = work;
        const body = { name: profileNameOf(customer), ...OFFICE_HOURS };
        return { timeProfileUid: (await making(work, client.createTimeProfile({ body }, { signal }))).uid };
      },
      async undo({ client, signal }, made) {
        const { deleteTimeProfile, getTimeProfile } = client;
        const input = made && { timeprofileUid: made.timeProfileUid };
        if (input)
          await unlessGone(deleteTimeProfile(input, { signal }), () => orAbsent(getTimeProfile, 400, getTimeProfile(input, { signal })));
      },
    },
    { id: "card", ...identifier("card", ({ inputs }) => inputs.cardNumber) },
    { id: "card-times", ...openingTimes("card") },
    { id: "card-apartment", ...belonging("card") },
    { id: "qr", ...identifier("qr") },
    { id: "qr-times", ...openingTimes("qr") },
    { id: "qr-apartment", ...belonging("qr") },
  ],
});

/**
 * An identifier for the front door. Its number opens the door, so it is kept as a secret, and before it is sent: a later run has to find what
 * this one may have made.
 *
 * @param given The number, where it is not drawn at random.
 */
function identifier(kind: Kind, given?: (look: PanelLook) => string): Omit<PanelStep<Identified>, "id"> {
  const secret = `${kind}Number`;
  return {
    title: `${NAMES[kind]} for the front door`,
    async find(look) {
      const number = (await look.secrets.get(secret)) ?? given?.(look);
      if (number === undefined) return undefined;
      const filter = { filter_field: "identifier_number", filter_type: "equal", filter_format: "string", filter_value: number } as const;
      for await (const { identifier_uid, identifier_type, identifier_number } of look.client.listIdentifiers.items(
        { filter },
        {
          signal: look.signal,
        },
      ))
        if (identifier_type === kind && String(identifier_number) === number) return { identifierUid: identifier_uid };
      return undefined;
    },
    async do(work) {
      const { client, customer, secrets, signal } = work;
      const number = (await secrets.get(secret)) ?? given?.(work) ?? work.uuid();
      await secrets.set(secret, number);
      const body: IdentifierCreate = {
        identifier_owner: { name: customer.name, type: kind === "card" ? "owner" : "guest" },
        identifier_type: kind,
        identifier_number: number,
        lock: FRONT_DOOR,
      };
      return { identifierUid: (await making(work, client.createIdentifier({ body }, { signal }))).uid };
    },
    async undo({ client, signal }, made) {
      if (made) await unlessGone(client.deleteIdentifier(made, { signal }), () => identifierOf(client, made, signal));
    },
  };
}

/** The time profile of an identifier. */
function openingTimes(kind: Kind): Omit<PanelStep<Timed>, "id"> {
  return {
    title: `time profile of the ${NAMES[kind]}`,
    async find({ client, made, signal }) {
      const own = { ...made[kind], ...made.times };
      const { time_profiles } = await client.getIdentifier(made[kind], { signal });
      return time_profiles?.uid_items?.includes(own.timeProfileUid) ? own : undefined;
    },
    async do({ client, made, signal }) {
      const own = { ...made[kind], ...made.times };
      await client.attachTimeProfile({ identifierUid: own.identifierUid, timeprofileUid: own.timeProfileUid }, { signal });
      return own;
    },
    async undo({ client, signal }, made) {
      if (!made) return;
      const { identifierUid, timeProfileUid: timeprofileUid } = made;
      await unlessGone(client.detachTimeProfile({ identifierUid, timeprofileUid }, { signal }), () => identifierOf(client, made, signal));
    },
  };
}

/** The apartment of an identifier. */
function belonging(kind: Kind): Omit<PanelStep<Housed>, "id"> {
  return {
    title: `apartment of the ${NAMES[kind]}`,
    async find({ client, made, signal }) {
      const own = { ...made[kind], ...made.apartment };
      const { apartment } = await client.getIdentifier(made[kind], { signal });
      return apartment?.uid === own.apartmentUid ? own : undefined;
    },
    async do({ client, made, signal }) {
      const own = { ...made[kind], ...made.apartment };
      await client.attachIdentifierToApartment(own, { signal });
      return own;
    },
    async undo({ client, signal }, made) {
      if (!made) return;
      const { identifierUid } = made;
      await unlessGone(client.unbindIdentifierFromApartment({ identifierUid }, { signal }), () => identifierOf(client, made, signal));
    },
  };
}

const profileNameOf = ({ name }: { readonly name: string }) => `${name} front door`;

const identifierOf = ({ getIdentifier }: BasipPanel, { identifierUid }: Identified, signal: AbortSignal) =>
  orAbsent(getIdentifier, 400, getIdentifier({ identifierUid }, { signal }));

/** Waits for an undoing that may be refused because there is nothing to undo any more: a panel says 400 to that as to much else, so it is asked. */
async function unlessGone(undoing: Promise<unknown>, isThere: () => Promise<unknown>): Promise<void> {
  try {
    await undoing;
  } catch (error) {
    const isRefused = isGatehouseError(error) && error.code === "api_error";
    if (!isRefused || (await isThere())) throw error;
  }
}

/** `1-1-2-1` */
function addressOf(text: string): LogicalAddress {
  const [building, unit, floor, room, more] = text.split("-").map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  const address = { building: building ?? Number.NaN, unit: unit ?? Number.NaN, floor: floor ?? Number.NaN, room: room ?? Number.NaN };
  if (more !== undefined || Object.values(address).some(Number.isNaN))
    throw new CommandError(`${variables.address.name} is no address of an apartment`, {
      hint: "give building-unit-floor-room, such as 1-1-2-1",
    });
  return address;
}

const isSame = (one: LogicalAddress, other: LogicalAddress) =>
  (["building", "unit", "floor", "room"] as const).every((part) => one[part] === other[part]);
