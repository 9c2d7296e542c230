/**
 * Offsets of the API count characters (Unicode code points, as Python does); those of JavaScript's strings count UTF-16 units.
 * They differ after the first character outside of the basic plane: never slice a text of the API by its offsets without this.
 */
export class Characters {
  private readonly all: readonly string[] | null;

  constructor(private readonly text: string) {
    // Surrogates are rare: a text without one is sliced as it is.
    this.all = /[\ud800-\udbff]/.test(text) ? Array.from(text) : null;
  }

  slice(start: number, end?: number): string {
    return this.all ? this.all.slice(start, end).join("") : this.text.slice(start, end);
  }

  get length(): number {
    return this.all ? this.all.length : this.text.length;
  }
}
