import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";

export interface Passkey {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt?: string | null;
}

export const passkeysQuery = queryOptions({
  queryKey: ["passkeys"],
  queryFn: ({ signal }) => call<{ items?: Passkey[] }>("GET", "/v1/passkeys", undefined, signal).then(({ items }) => items ?? []),
  retry: false,
});

export const removePasskey = (id: string) => call<void>("DELETE", `/v1/passkeys/${encodeURIComponent(id)}`);

/** Browsers that cannot read the options as JSON register none here. */
export const mayRegister = () => typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function";

/** Has this device make a key pair; the service gets the public key, under a name. Needs a session. */
export async function registerPasskey(name: string): Promise<void> {
  const options = await call<PublicKeyCredentialCreationOptionsJSON>("POST", "/webauthn/register/options");
  const made = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  if (!(made instanceof PublicKeyCredential)) {
    throw new Error("This device made no passkey.");
  }
  await call("POST", "/webauthn/register", { publicKey: { credential: made.toJSON(), label: name } });
}
