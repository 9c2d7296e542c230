const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text for XML 1.0, which has no way to write most control characters nor half a character. */
export function escaped(text: string): string {
  const writable = [...new TextDecoder().decode(new TextEncoder().encode(text))]
    .filter((char) => char >= " " || char === "\n" || char === "\t")
    .join("");
  return writable.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}
