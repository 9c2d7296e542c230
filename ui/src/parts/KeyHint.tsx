import { Kbd } from "@mantine/core";

const APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys as they are pressed: "mod+K", "g c", "?". */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span style={{ display: "inline-flex", gap: "0.1875rem", whiteSpace: "nowrap" }}>
      {keys.split(/[ +]/).map((key, place) => (
        <Kbd key={place} size="xs">
          {key === "mod" ? (APPLE ? "⌘" : "Ctrl") : key}
        </Kbd>
      ))}
    </span>
  );
}
