import type { Feature, FeatureCollection, MultiPolygon, Point, Position } from "geojson";

export const LEVELS = ["country", "admin1", "admin2"] as const;
export type Level = (typeof LEVELS)[number];

/** What an outline carries: the code of the gazetteer, a name, and a point inside for what is only known to lie somewhere in it. */
export interface AreaProperties {
  id: string;
  name: string;
  at: [number, number];
}

export type Outlines = FeatureCollection<MultiPolygon, AreaProperties>;

interface Geometry {
  type: "Polygon" | "MultiPolygon";
  properties: AreaProperties;
  arcs: number[][] | number[][][];
}

/** As much of TopoJSON as the outlines use (github.com/topojson/topojson-specification): quantised arcs, shared by neighbours. */
export interface Topology {
  arcs: [number, number][][];
  transform: { scale: [number, number]; translate: [number, number] };
  objects: Record<string, { geometries: Geometry[] }>;
}

/** The areas of a topology, each with its rings in degrees. */
export function decode(topology: Topology): Outlines {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((steps) => {
    let x = 0;
    let y = 0;
    return steps.map(([dx, dy]): Position => [
      (x += dx) * scale[0] + translate[0],
      (y += dy) * scale[1] + translate[1],
    ]);
  });
  const ring = (numbers: number[]): Position[] =>
    numbers.flatMap((number, place) => {
      const arc = number >= 0 ? (arcs[number] ?? []) : [...(arcs[~number] ?? [])].reverse();
      return place === 0 ? arc : arc.slice(1);
    });
  const features = Object.values(topology.objects).flatMap((object) =>
    object.geometries.map((geometry): Feature<MultiPolygon, AreaProperties> => {
      const polygons = (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs) as number[][][];
      return {
        type: "Feature",
        properties: geometry.properties,
        geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(ring)) },
      };
    }),
  );
  return { type: "FeatureCollection", features };
}

/** The name of an area in a language: countries by their ISO code, the others as they are. */
export function nameOf(language: string, code: string, name: string): string {
  if (!/^[A-Z]{2}$/.test(code) || language === "en") return name;
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? name;
  } catch {
    return name;
  }
}

/** Points to write the names of areas at; those of `without` are written elsewhere. */
export function namePoints(
  level: Level,
  areas: Outlines,
  language: string,
  counts: ReadonlyMap<string, number>,
  without: ReadonlySet<string>,
): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: areas.features
      .filter(({ properties }) => properties.id && !without.has(properties.id))
      .map(({ properties, geometry }) => ({
        type: "Feature",
        properties: {
          id: properties.id,
          level,
          label: nameOf(language, properties.id, properties.name),
          count: counts.get(properties.id) ?? 0,
          points: geometry.coordinates.reduce((sum, rings) => sum + (rings[0]?.length ?? 0), 0),
        },
        geometry: { type: "Point", coordinates: properties.at },
      })),
  };
}
