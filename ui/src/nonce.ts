import { setNonce } from "get-nonce";

/** The nonce under which the server's content policy admits style elements; it writes it into index.html. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

// The scroll lock of Mantine's dialogs writes a style element of its own and asks here.
setNonce(nonce);
