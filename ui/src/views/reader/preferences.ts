import { stored } from "@/state/stored";

const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
const FACES = ["serif", "sans"] as const;
export type Face = (typeof FACES)[number];

/** Letters with or without serifs. */
export const face = stored<Face>("reader.face", "serif", (value): value is Face =>
  FACES.some((each) => each === value),
);
/** Whether mentions are underlined, and claims shaded. */
export const mentionsShown = stored<boolean>("reader.mentions", true, isBoolean);
export const claimsShown = stored<boolean>("reader.claims", true, isBoolean);
