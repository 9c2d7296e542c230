import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";

import { LINE_COLOURS } from "@/theme";

import { HATCHES, type Scheme } from "./images";
import { LEVELS, type Level } from "./outlines";
import { SHADES } from "./shading";

/** From which zoom states, and from which municipalities, are drawn in place of what holds them. */
export const ZOOM: Record<Level, number> = { country: 0, admin1: 3.4, admin2: 6.6 };
const DETAILED: ExpressionSpecification = ["in", ["get", "id"], ["literal", ["MX", "US"]]];
const MEXICAN: ExpressionSpecification = ["==", ["slice", ["get", "id"], 0, 3], "MX-"];
const FONT = ["Inter", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"];
/** MapLibre reads the weight off the first name of a list, whether or not there is such a font. */
const BOLD = ["Inter Bold", ...FONT.slice(1)];

const PAINT = {
  light: {
    sea: "#e6ebef",
    land: "#fbfcfc",
    border: "#97a3ae",
    fine: "#c3ccd4",
    ink: "#2a3742",
    halo: "#ffffff",
    cluster: "#14212c",
  },
  dark: {
    sea: "#0c1116",
    land: "#1d252d",
    border: "#5a6672",
    fine: "#39444f",
    ink: "#dbe2e8",
    halo: "#0f151b",
    cluster: "#dbe4ec",
  },
} as const;

/** The level whose areas are shaded at a zoom. */
export function levelAt(zoom: number): Level {
  return zoom >= ZOOM.admin2 ? "admin2" : zoom >= ZOOM.admin1 ? "admin1" : "country";
}

const nothing = { type: "FeatureCollection" as const, features: [] };

/** The whole style: outlines by level of zoom, what is there on top of them. It asks for nothing: letters are drawn from local fonts. */
export function styleOf(scheme: Scheme): StyleSpecification {
  const paint = PAINT[scheme];
  const shade: ExpressionSpecification = [
    "match",
    ["coalesce", ["feature-state", "shade"], -1],
    ...SHADES[scheme].flatMap((colour, step) => [step, colour] as [number, string]),
    paint.land,
  ] as unknown as ExpressionSpecification;
  const layers: LayerSpecification[] = [
    { id: "sea", type: "background", paint: { "background-color": paint.sea } },
    { id: "land", type: "fill", source: "country", paint: { "fill-color": paint.land, "fill-antialias": false } },
    ...fills(shade),
    ...HATCHES.flatMap((_, place) => grounds(place)),
    ...lines(paint),
    ...LEVELS.map((level): LayerSpecification => ({
      id: `chosen-${level}`,
      type: "line",
      source: level,
      filter: ["==", ["get", "id"], ""],
      paint: { "line-color": LINE_COLOURS.selected[scheme], "line-width": 2.5 },
    })),
    ...names(paint),
    ...spots(scheme),
  ];
  return {
    version: 8,
    sources: {
      ...Object.fromEntries(
        LEVELS.map((level) => [level, { type: "geojson", data: nothing, promoteId: "id", tolerance: 0.2 }]),
      ),
      names: { type: "geojson", data: nothing },
      grounds: { type: "geojson", data: nothing },
      spots: {
        type: "geojson",
        data: nothing,
        cluster: true,
        clusterRadius: 34,
        clusterMaxZoom: 12,
        clusterProperties: { disputed: ["+", ["get", "disputed"]] },
      },
    },
    layers,
  };
}

/** Shaded areas. Where states are drawn, the countries that have them stay plain, and so on down. */
function fills(shade: ExpressionSpecification): LayerSpecification[] {
  const fill = (
    id: string,
    source: Level,
    filter: FilterSpecification,
    from: number,
    to: number,
  ): LayerSpecification => ({
    id,
    type: "fill",
    source,
    filter,
    minzoom: from,
    maxzoom: to,
    paint: { "fill-color": shade },
  });
  return [
    fill("area-country", "country", ["!", DETAILED], 0, 24),
    fill("area-country-detailed", "country", DETAILED, 0, ZOOM.admin1),
    fill("area-admin1", "admin1", ["!", MEXICAN], ZOOM.admin1, 24),
    fill("area-admin1-mexican", "admin1", MEXICAN, ZOOM.admin1, ZOOM.admin2),
    fill("area-admin2", "admin2", ["all"], ZOOM.admin2, 24),
  ];
}

/** Layers that are asked what area lies under the pointer. */
export const AREA_LAYERS = [
  "area-admin2",
  "area-admin1-mexican",
  "area-admin1",
  "area-country-detailed",
  "area-country",
];

function lines(paint: (typeof PAINT)[Scheme]): LayerSpecification[] {
  return [
    {
      id: "border-admin2",
      type: "line",
      source: "admin2",
      minzoom: ZOOM.admin2,
      paint: { "line-color": paint.fine, "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.4, 10, 1.2] },
    },
    {
      id: "border-admin1",
      type: "line",
      source: "admin1",
      minzoom: ZOOM.admin1,
      paint: {
        "line-color": ["step", ["zoom"], paint.fine, ZOOM.admin2, paint.border],
        "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 8, 1.6],
      },
    },
    {
      id: "border-country",
      type: "line",
      source: "country",
      // Close by, their coasts are drawn with their states, from a finer survey.
      filter: ["any", ["!", DETAILED], ["<", ["zoom"], ZOOM.admin1]] as FilterSpecification,
      paint: { "line-color": paint.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.4] },
    },
  ];
}

/** Where one of the organisations that are laid over the map is: hatched areas with an outline, rings for spots. */
function grounds(place: number): LayerSpecification[] {
  return [
    ...LEVELS.map((level): LayerSpecification => ({
      id: `ground-${place}-${level}`,
      type: "fill",
      source: level,
      filter: ["==", ["get", "id"], ""],
      paint: { "fill-pattern": `hatch-${place}`, "fill-opacity": 0.75 },
    })),
    {
      id: `ground-${place}-spots`,
      type: "circle",
      source: "grounds",
      filter: ["==", ["get", "place"], place],
      paint: {
        "circle-radius": 15 + place * 3,
        "circle-opacity": 0,
        "circle-stroke-width": 2.5,
        "circle-stroke-color": ["get", "colour"],
      },
    },
  ];
}

function names(paint: (typeof PAINT)[Scheme]): LayerSpecification[] {
  const label = (id: string, level: Level, from: number, to: number, size: number): LayerSpecification => ({
    id,
    type: "symbol",
    source: "names",
    filter: ["==", ["get", "level"], level],
    minzoom: from,
    maxzoom: to,
    layout: {
      "text-field": ["get", "label"],
      "text-font": FONT,
      "text-size": size,
      "text-max-width": 7,
      "text-padding": 6,
      "symbol-sort-key": ["-", ["+", ["*", 10000, ["get", "count"]], ["get", "points"]]],
    },
    paint: { "text-color": paint.ink, "text-halo-color": paint.halo, "text-halo-width": 1.4, "text-opacity": 0.85 },
  });
  return [
    label("name-country", "country", 1.5, 5.5, 12),
    label("name-admin1", "admin1", ZOOM.admin1 + 0.6, 9, 12),
    label("name-admin2", "admin2", 8, 24, 11),
  ];
}

function spots(scheme: Scheme): LayerSpecification[] {
  const paint = PAINT[scheme];
  const single: FilterSpecification = ["!", ["has", "point_count"]];
  return [
    {
      id: "clusters",
      type: "circle",
      source: "spots",
      filter: ["has", "point_count"],
      paint: {
        "circle-color": paint.cluster,
        "circle-radius": ["step", ["get", "point_count"], 13, 10, 16, 50, 20],
        "circle-stroke-width": 3,
        "circle-stroke-color": ["case", [">", ["get", "disputed"], 0], LINE_COLOURS.disputed[scheme], paint.halo],
        "circle-stroke-opacity": 0.9,
      },
    },
    {
      id: "cluster-counts",
      type: "symbol",
      source: "spots",
      filter: ["has", "point_count"],
      layout: {
        "text-field": ["get", "point_count_abbreviated"],
        "text-font": BOLD,
        "text-size": 12,
        "text-allow-overlap": true,
      },
      paint: { "text-color": paint.halo },
    },
    {
      id: "spots",
      type: "symbol",
      source: "spots",
      filter: single,
      layout: {
        "icon-image": ["get", "sign"],
        "icon-allow-overlap": true,
        "text-field": ["get", "figure"],
        "text-font": BOLD,
        "text-size": 11,
        "text-allow-overlap": true,
        "symbol-sort-key": ["get", "events"],
      },
      paint: { "text-color": ["case", ["get", "filled"], paint.halo, paint.ink] },
    },
    {
      id: "spot-names",
      type: "symbol",
      source: "spots",
      filter: single,
      layout: {
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 12,
        "text-variable-anchor-offset": ["top", [0, 1.2], "left", [1.4, 0], "right", [-1.4, 0], "bottom", [0, -1.3]],
        "text-max-width": 9,
        "text-optional": true,
      },
      paint: { "text-color": paint.ink, "text-halo-color": paint.halo, "text-halo-width": 1.6 },
    },
  ];
}

export const SPOT_LAYERS = ["spots", "clusters"];
