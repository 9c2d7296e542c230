import { describe, expect, it } from "vitest";

import { decode, nameOf, type Topology } from "./outlines";
import { breaksOf, shadeOf, SHADES, spans } from "./shading";
import { drawnOf, inside, signOf, spotPoints, type Ground, type Spot } from "./spots";

const spot = (more: Partial<Spot> = {}): Spot => ({
  place: { id: "e1", name: "Muestra", type: "Place", kind: "locality", described: "locality" },
  precision: "spot",
  lat: 20,
  lon: -103,
  area: "MX-14",
  within: ["MX-14", "MX"],
  through: [],
  events: 1,
  unheld: 0,
  grounds: 0,
  disputed: 0,
  ...more,
});

describe("decode", () => {
  // Two squares that share the side from (1,0) to (1,1), which the second walks the other way.
  const topology: Topology = {
    transform: { scale: [1, 1], translate: [10, 0] },
    arcs: [
      [
        [1, 0],
        [0, 1],
      ],
      [
        [1, 1],
        [-1, 0],
        [0, -1],
        [1, 0],
      ],
      [
        [1, 0],
        [1, 0],
        [0, 1],
        [-1, 0],
      ],
    ],
    objects: {
      country: {
        geometries: [
          { type: "Polygon", properties: { id: "AA", name: "A", at: [10.5, 0.5] }, arcs: [[0, 1]] },
          { type: "MultiPolygon", properties: { id: "BB", name: "B", at: [11.5, 0.5] }, arcs: [[[2, ~0]]] },
        ],
      },
    },
  };

  it("puts the shared side into both, in either direction", () => {
    const [a, b] = decode(topology).features.map((feature) => feature.geometry.coordinates[0]?.[0]);
    for (const ring of [a, b]) expect(ring?.at(0)).toEqual(ring?.at(-1));
    expect(a).toContainEqual([11, 1]);
    expect(b?.slice(-2)).toEqual([
      [11, 1],
      [11, 0],
    ]);
  });
});

describe("shading", () => {
  it("starts at one and ends with the strongest shade", () => {
    for (const most of [1, 3, 5, 6, 40, 12345]) {
      const breaks = breaksOf([0, 1, most]);
      expect(breaks[0]).toBe(1);
      expect(breaks).toEqual([...new Set(breaks)].sort((a, b) => a - b));
      expect(breaks.length).toBeLessThanOrEqual(SHADES.light.length);
      if (most > 1) expect(shadeOf(most, breaks)).toBe(SHADES.light.length - 1);
      expect(shadeOf(0, breaks)).toBe(-1);
    }
    expect(breaksOf([])).toEqual([]);
  });

  it("leaves no count between two spans", () => {
    const found = spans(breaksOf([40]));
    for (let step = 1; step < found.length; step += 1) expect(found[step - 1]?.to).toBe((found[step]?.from ?? 0) - 1);
    expect(found.at(-1)?.to).toBeNull();
  });
});

describe("spots", () => {
  it("never draws an area as a spot", () => {
    expect(signOf(spot())).toBe("spot-held");
    for (const precision of ["admin2", "admin1", "country", "wider"] as const)
      expect(signOf(spot({ precision }))).toBe("area-held");
    expect(signOf(spot({ events: 0, unheld: 1, disputed: 2 }))).toBe("spot-unheld-disputed");
  });

  it("puts an area inside of its outline, and what cannot be placed nowhere", () => {
    const centres = new Map<string, [number, number]>([["MX-14", [-104, 21]]]);
    const drawn = (of: Spot) => spotPoints([of], centres, () => "").features.map((each) => each.geometry.coordinates);
    expect(drawn(spot({ precision: "admin1" }))).toEqual([[-104, 21]]);
    expect(drawn(spot())).toEqual([[-103, 20]]);
    expect(drawn(spot({ precision: "unknown", lat: null, lon: null, area: null }))).toEqual([]);
  });

  it("knows a box across the 180th meridian", () => {
    expect(inside({ lat: 0, lon: 179 }, [170, -10, -170, 10])).toBe(true);
    expect(inside({ lat: 0, lon: 0 }, [170, -10, -170, 10])).toBe(false);
  });
});

it("draws no ground that is denied", () => {
  const ground = (negated: boolean) =>
    ({ line: { negated }, precision: "admin1", area: "MX-14", lat: 20, lon: -103 }) as unknown as Ground;
  expect(drawnOf([ground(true), ground(false)]).areas.admin1).toEqual(["MX-14"]);
});

it("names countries in the viewer's language, and states as they are", () => {
  expect(nameOf("es", "US", "United States")).toBe("Estados Unidos");
  expect(nameOf("es", "MX-14", "Jalisco")).toBe("Jalisco");
});
