import "maplibre-gl/dist/maplibre-gl.css";

import type { FeatureCollection, Point } from "geojson";
import {
  MapLibreMap,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
  type MapMouseEvent,
  type MapOptions,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref } from "react";

import { GROUND_COLOURS, hatch, HATCHES, IMAGE_RATIO, sign, SIGNS, type Scheme } from "./images";
import { LEVELS, type Level } from "./outlines";
import { AREA_LAYERS, SPOT_LAYERS, styleOf } from "./style";

setWorkerUrl(workerUrl);

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];
export interface Camera {
  longitude: number;
  latitude: number;
  zoom: number;
}

/** One organisation's ground: areas by level, and spots. */
export interface GroundDrawn {
  areas: Record<Level, string[]>;
  spots: [number, number][];
}

/** What lies under the pointer. */
export type Target = { kind: "spot"; id: string } | { kind: "area"; code: string } | { kind: "cluster"; count: number };

const FIT = { padding: { top: 70, bottom: 50, left: 60, right: 60 }, maxZoom: 6.4 };

export interface Handle {
  fit: (box: Box) => void;
  fly: (to: Camera) => void;
  zoom: (by: number) => void;
}

interface Props {
  ref: Ref<Handle>;
  scheme: Scheme;
  label: string;
  /** Where to begin: a camera, or what to show whole. */
  start: Camera | Box;
  areas: Partial<Record<Level, FeatureCollection>>;
  shades: Partial<Record<Level, ReadonlyMap<string, number>>>;
  names: FeatureCollection<Point>;
  spots: FeatureCollection<Point>;
  grounds: readonly GroundDrawn[];
  chosen: string | null;
  onMoved: (camera: Camera, box: Box) => void;
  onPick: (target: Target | null) => void;
  onHover: (target: Target | null, x: number, y: number) => void;
  onFailed: () => void;
}

/** The drawn map. What it shows comes as data; it keeps the camera alone. Made anew for another colour scheme. */
export default function MapCanvas(props: Props) {
  const { ref, scheme, label, start, areas, shades, names, spots, grounds, chosen } = props;
  const holder = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const begin = useRef(start);
  const called = useRef(label);

  const moved = useEffectEvent((of: MapLibreMap) => {
    const { lng, lat } = of.getCenter();
    const [[west, south], [east, north]] = of.getBounds().toArray();
    props.onMoved({ longitude: lng, latitude: lat, zoom: of.getZoom() }, boxed(west, south, east, north));
  });
  const picked = useEffectEvent((of: MapLibreMap, event: MapMouseEvent) => {
    const cluster = of.queryRenderedFeatures(event.point, { layers: ["clusters"] })[0];
    if (cluster && cluster.geometry.type === "Point") {
      const [lng = 0, lat = 0] = cluster.geometry.coordinates;
      const source = of.getSource<GeoJSONSource>("spots");
      void source
        ?.getClusterExpansionZoom(cluster.properties["cluster_id"] as number)
        .then((zoom) => of.easeTo({ center: [lng, lat], zoom }));
      return;
    }
    props.onPick(targetAt(of, event));
  });
  const hovered = useEffectEvent((of: MapLibreMap, event: MapMouseEvent | null) => {
    const target = event && targetAt(of, event);
    of.getCanvas().style.cursor = target ? "pointer" : "";
    props.onHover(target, event?.point.x ?? 0, event?.point.y ?? 0);
  });
  const failed = useEffectEvent(() => props.onFailed());

  useEffect(() => {
    if (!holder.current) return;
    let made: MapLibreMap;
    try {
      made = new MapLibreMap({
        container: holder.current,
        style: styleOf(scheme),
        ...opening(begin.current),
        minZoom: 0.6,
        maxZoom: 14,
        attributionControl: false,
        locale: { "Map.Title": called.current },
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        renderWorldCopies: true,
        fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      });
    } catch {
      failed(); // this browser has no WebGL: the lists beside hold everything
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.keyboard.disableRotation();
    made.addControl(new ScaleControl({ maxWidth: 120, unit: "metric" }), "bottom-left");
    for (const name of SIGNS) made.addImage(name, sign(name, scheme), { pixelRatio: IMAGE_RATIO });
    HATCHES.forEach((kind, place) =>
      made.addImage(`hatch-${place}`, hatch(kind, GROUND_COLOURS[scheme][place] ?? "#888"), {
        pixelRatio: IMAGE_RATIO,
      }),
    );
    made.on("style.load", () => {
      setMap(made);
      moved(made);
    });
    made.on("moveend", () => moved(made));
    made.on("idle", () => void (made.getContainer().dataset["drawn"] = "true"));
    made.on("click", (event) => picked(made, event));
    made.on("mousemove", (event) => hovered(made, event));
    made.on("mouseout", () => hovered(made, null));
    return () => {
      setMap(null);
      made.remove();
    };
  }, [scheme]);

  useEffect(() => {
    const canvas = map?.getCanvas();
    canvas?.setAttribute("aria-label", label);
    canvas?.setAttribute("role", "img");
  }, [map, label]);
  useEffect(() => {
    for (const level of LEVELS) if (areas[level]) map?.getSource<GeoJSONSource>(level)?.setData(areas[level]);
  }, [map, areas]);
  useEffect(() => {
    for (const level of LEVELS) {
      map?.removeFeatureState({ source: level });
      for (const [id, shade] of shades[level] ?? []) map?.setFeatureState({ source: level, id }, { shade });
    }
  }, [map, shades]);
  useEffect(() => void map?.getSource<GeoJSONSource>("names")?.setData(names), [map, names]);
  useEffect(() => void map?.getSource<GeoJSONSource>("spots")?.setData(spots), [map, spots]);
  useEffect(() => {
    HATCHES.forEach((_, place) => {
      for (const level of LEVELS)
        map?.setFilter(`ground-${place}-${level}`, [
          "in",
          ["get", "id"],
          ["literal", grounds[place]?.areas[level] ?? []],
        ]);
    });
    const points = grounds.flatMap((ground, place) =>
      ground.spots.map((at) => ({
        type: "Feature" as const,
        properties: { place, colour: GROUND_COLOURS[scheme][place] },
        geometry: { type: "Point" as const, coordinates: at },
      })),
    );
    void map?.getSource<GeoJSONSource>("grounds")?.setData({ type: "FeatureCollection", features: points });
  }, [map, grounds, scheme]);
  useEffect(() => {
    for (const level of LEVELS) map?.setFilter(`chosen-${level}`, ["==", ["get", "id"], chosen ?? ""]);
  }, [map, chosen]);

  useImperativeHandle(
    ref,
    () => ({
      fit: ([west, south, east, north]) =>
        map?.fitBounds(
          [
            [west, south],
            [east, north],
          ],
          FIT,
        ),
      fly: ({ longitude, latitude, zoom }) => map?.flyTo({ center: [longitude, latitude], zoom }),
      zoom: (by) => map?.easeTo({ zoom: map.getZoom() + by }),
    }),
    [map],
  );

  return <div ref={holder} style={{ position: "absolute", inset: 0 }} />;
}

function opening(start: Camera | Box): Partial<MapOptions> {
  if (Array.isArray(start)) return { bounds: start, fitBoundsOptions: FIT };
  return { center: [start.longitude, start.latitude], zoom: start.zoom };
}

function targetAt(map: MapLibreMap, { point }: MapMouseEvent): Target | null {
  const spot = map.queryRenderedFeatures(point, { layers: SPOT_LAYERS })[0];
  if (spot?.layer.id === "clusters") return { kind: "cluster", count: spot.properties["point_count"] as number };
  if (spot) return { kind: "spot", id: spot.properties["id"] as string };
  const area = map.queryRenderedFeatures(point, { layers: AREA_LAYERS }).find((each) => each.properties["id"]);
  return area ? { kind: "area", code: area.properties["id"] as string } : null;
}

/** Longitudes between -180 and 180; the whole world where it is shown once or more. */
function boxed(west: number, south: number, east: number, north: number): Box {
  const wrap = (longitude: number) => ((((longitude + 180) % 360) + 360) % 360) - 180;
  const [low, high] = [Math.max(-90, south), Math.min(90, north)];
  return east - west >= 360 ? [-180, low, 180, high] : [wrap(west), low, wrap(east), high];
}
