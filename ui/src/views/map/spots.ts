import type { FeatureCollection, Point } from "geojson";

import type { Answer } from "@/api/types";

import type { Sign } from "./images";
import type { Box, GroundDrawn } from "./MapCanvas";
import { LEVELS, type Level } from "./outlines";

export type Geography = Answer<"/api/map">;
export type Spot = Geography["spots"]["items"][number];
export type Ground = Answer<"/api/map/grounds">["items"][number];
export type Area = Geography["areas"][number];
/** What areas are shaded by. */
export type Measure = "events" | "holders";

/** Counts by level and code. */
export function countsOf(areas: readonly Area[], measure: Measure): Record<Level, Map<string, number>> {
  const found = Object.fromEntries(LEVELS.map((level) => [level, new Map<string, number>()])) as Record<
    Level,
    Map<string, number>
  >;
  for (const area of areas) if (area[measure] > 0) found[area.level].set(area.code, area[measure]);
  return found;
}

/** How a place is drawn. */
export function signOf(spot: Spot): Sign {
  const what = spot.events > 0 ? "held" : spot.grounds > 0 ? "ground" : "unheld";
  return `${spot.precision === "spot" ? "spot" : "area"}-${what}${spot.disputed > 0 ? "-disputed" : ""}`;
}

/** Places as points to draw. One that is only known as an area stands at a point well inside its outline. */
export function spotPoints(
  spots: readonly Spot[],
  centres: ReadonlyMap<string, [number, number]>,
  label: (spot: Spot) => string,
): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: spots.flatMap((spot) => {
      const outlined =
        LEVELS.some((level) => level === spot.precision) && spot.area ? centres.get(spot.area) : undefined;
      const at = outlined ?? (spot.lon !== null && spot.lat !== null ? [spot.lon, spot.lat] : undefined);
      if (!at) return [];
      const figure = spot.events || spot.grounds || spot.unheld;
      return [
        {
          type: "Feature" as const,
          properties: {
            id: spot.place.id,
            label: label(spot),
            sign: signOf(spot),
            figure: figure > 1 ? String(figure) : "",
            filled: spot.precision === "spot" && spot.events > 0,
            events: spot.events,
            disputed: spot.disputed,
          },
          geometry: { type: "Point" as const, coordinates: at },
        },
      ];
    }),
  };
}

/** Whether a place lies in a box; a box whose west is greater than its east crosses the 180th meridian. */
export function inside(spot: Pick<Spot, "lat" | "lon">, [west, south, east, north]: Box): boolean {
  if (spot.lat === null || spot.lon === null) return false;
  const across = west <= east ? spot.lon >= west && spot.lon <= east : spot.lon >= west || spot.lon <= east;
  return across && spot.lat >= south && spot.lat <= north;
}

/** Denied grounds are no grounds: they stand in the list alone. */
export function drawnOf(grounds: readonly Ground[]): GroundDrawn {
  const areas: Record<Level, string[]> = { country: [], admin1: [], admin2: [] };
  const spots: [number, number][] = [];
  for (const ground of grounds) {
    if (ground.line.negated) continue;
    const level = LEVELS.find((each) => each === ground.precision);
    if (level && ground.area) areas[level].push(ground.area);
    else if (ground.precision === "spot" && ground.lon !== null && ground.lat !== null)
      spots.push([ground.lon, ground.lat]);
  }
  return { areas, spots };
}
