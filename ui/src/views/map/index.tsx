import { ActionIcon, SegmentedControl, Tooltip, useComputedColorScheme } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import {
  IconFocusCentered,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconMinus,
  IconPlus,
} from "@tabler/icons-react";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";
import { useOffer } from "@/shell/actions";
import { useFilter } from "@/state/filter";
import { useSelection } from "@/state/selection";
import { useUrl } from "@/state/url";

import { Credits } from "./Credits";
import { Legend } from "./Legend";
import classes from "./map.module.css";
import type { Box, Camera, Handle, Target } from "./MapCanvas";
import { namePoints, nameOf, type Level, LEVELS } from "./outlines";
import { MOST_GROUNDS, Panel } from "./Panel";
import { breaksOf, shadeOf } from "./shading";
import { countsOf, inside, spotPoints, type Measure, type Spot } from "./spots";
import { levelAt } from "./style";
import { useGrounds } from "./useGrounds";
import { useOutlines } from "./useOutlines";

const MapCanvas = lazy(() => import("./MapCanvas"));
const WORLD: Camera = { longitude: -98, latitude: 24, zoom: 3.2 };
const NO_NAMES = { type: "FeatureCollection" as const, features: [] };

/** Where things happened, and who operates where, over offline outlines; with the same in lists beside it. */
export default function MapView() {
  const { t, i18n } = useTranslation("map");
  const words = useWords();
  const scheme = useComputedColorScheme("light");
  const { params, patch } = useUrl();
  const { query } = useFilter();
  const { select } = useSelection();
  const handle = useRef<Handle>(null);
  const [camera, setCamera] = useState<Camera>(() => cameraOf(params.get("at")) ?? WORLD);
  const [box, setBox] = useState<Box | null>(null);
  const [hover, setHover] = useState<{ target: Target; x: number; y: number } | null>(null);
  const [drawable, setDrawable] = useState(true);
  const [listed, setListed] = useState(true);
  const language = i18n.resolvedLanguage ?? "en";
  const measure: Measure = params.get("shade") === "holders" ? "holders" : "events";
  const area = params.get("area");
  const holders = useMemo(() => params.getAll("org").slice(0, MOST_GROUNDS), [params]);

  const whole = useRead("/api/map", { query: { ...query, limit: 1000 } }, { keep: true });
  const many = whole.data !== undefined && whole.data.spots.next !== null;
  const bbox = box?.map((side) => side.toFixed(1)).join(",");
  const part = useRead(
    "/api/map",
    { query: { ...query, limit: 1000, ...(bbox && { bbox }) } },
    { enabled: many && !!bbox, keep: true },
  );
  const data = whole.data;
  const spots = (many ? part.data : undefined)?.spots ?? data?.spots;

  const grounds = useGrounds(holders, query);
  const close = levelAt(camera.zoom);
  const needed = useMemo(
    () =>
      LEVELS.filter(
        (level) =>
          level !== "admin2" ||
          close === "admin2" ||
          area?.length === 8 ||
          grounds.drawn.some((each) => each.areas.admin2.length > 0),
      ),
    [close, area, grounds.drawn],
  );
  const { areas, error: outlineError } = useOutlines(needed);

  const counts = useMemo(() => countsOf(data?.areas ?? [], measure), [data?.areas, measure]);
  const breaks = useMemo(
    () =>
      Object.fromEntries(LEVELS.map((level) => [level, breaksOf(counts[level].values())])) as Record<Level, number[]>,
    [counts],
  );
  const shades = useMemo(
    () =>
      Object.fromEntries(
        LEVELS.map((level) => [
          level,
          new Map([...counts[level]].map(([code, count]) => [code, shadeOf(count, breaks[level])])),
        ]),
      ) as Record<Level, Map<string, number>>,
    [counts, breaks],
  );
  const centres = useMemo(
    () =>
      new Map(
        LEVELS.flatMap(
          (level) => areas[level]?.features.map(({ properties }) => [properties.id, properties.at] as const) ?? [],
        ),
      ),
    [areas],
  );
  const points = useMemo(() => {
    // A ring in the middle of the states must not pass for a place there: it says that it stands for the country.
    const coarser = (spot: Spot) =>
      LEVELS.some((level) => level === spot.precision && LEVELS.indexOf(level) < LEVELS.indexOf(close));
    return spotPoints(spots?.items ?? [], centres, (spot) =>
      coarser(spot) ? t("somewhere", { place: spot.place.name }) : spot.place.name,
    );
  }, [spots, centres, close, t]);
  const names = useMemo(() => {
    const signed = new Set(
      (spots?.items ?? [])
        .filter((spot) => spot.precision.startsWith("admin") || spot.precision === "country")
        .map((spot) => spot.area ?? ""),
    );
    const features = LEVELS.flatMap((level) => {
      const outlined = areas[level];
      return outlined ? namePoints(level, outlined, language, counts[level], signed).features : [];
    });
    return features.length ? { type: "FeatureCollection" as const, features } : NO_NAMES;
  }, [areas, spots, language, counts]);
  const shown = useMemo(() => (spots?.items ?? []).filter((spot) => !box || inside(spot, box)), [spots, box]);

  const keep = useDebouncedCallback((to: Camera) => patch({ at: written(to) }, { replace: true }), 250);
  const onMoved = (to: Camera, seen: Box) => {
    const first = box === null;
    setCamera(to);
    setBox(seen);
    if (!first) keep(to);
  };
  const onPick = (target: Target | null) => {
    if (target?.kind === "spot") {
      patch({ place: target.id, area: null, tab: null, sel: `entity:${target.id}` });
    } else if (target?.kind === "area")
      patch({ area: target.code === area ? null : target.code, place: null, tab: null });
  };
  const fit = () => data?.bounds && handle.current?.fit(data.bounds as Box);
  useOffer([
    { id: "map.fit", label: t("fit"), group: t("shell:view.map"), keys: "0", run: () => void fit() },
    { id: "map.in", label: t("zoomIn"), group: t("shell:view.map"), keys: "+", run: () => handle.current?.zoom(1) },
    { id: "map.out", label: t("zoomOut"), group: t("shell:view.map"), keys: "-", run: () => handle.current?.zoom(-1) },
  ]);

  if (whole.error && !data) return <ErrorState error={whole.error} retry={() => void whole.refetch()} />;
  if (!data) return <Loading lines={10} />;
  const tip = hover && tipOf(hover.target);
  function tipOf(target: Target): string | null {
    if (target.kind === "cluster") return t("tip.cluster", { count: target.count, places: words.number(target.count) });
    const spot = target.kind === "spot" ? spots?.items.find((each) => each.place.id === target.id) : undefined;
    if (spot)
      return `${spot.precision === "spot" ? spot.place.name : t("somewhere", { place: spot.place.name })}: ${t("tip.events", { count: spot.events, events: words.number(spot.events) })}`;
    if (target.kind !== "area") return null;
    const found = data?.areas.find((each) => each.code === target.code);
    const outline = LEVELS.flatMap((level) => areas[level]?.features ?? []).find(
      ({ properties }) => properties.id === target.code,
    );
    const name = nameOf(language, target.code, found?.name ?? outline?.properties.name ?? target.code);
    if (!found) return t("tip.none", { place: name });
    return `${name}: ${t("tip.events", { count: found.events, events: words.number(found.events) })}, ${t("tip.holders", { count: found.holders, holders: words.number(found.holders) })}`;
  }

  return (
    <div className={classes.view}>
      {listed && (
        <Panel
          data={data}
          shown={shown}
          grounds={grounds.lines}
          holders={holders}
          level={close}
          onPlace={(spot) => {
            patch({ place: spot.place.id, area: null });
            select("entity", spot.place.id);
            if (spot.lat !== null && spot.lon !== null && !shown.includes(spot))
              handle.current?.fly({ longitude: spot.lon, latitude: spot.lat, zoom: Math.max(camera.zoom, 5) });
          }}
        />
      )}
      <div className={classes.stage}>
        {drawable ? (
          <Suspense fallback={<Loading lines={8} />}>
            <MapCanvas
              key={scheme}
              ref={handle}
              scheme={scheme}
              label={t("canvas")}
              start={box || params.get("at") || !data.bounds ? camera : (data.bounds as Box)}
              areas={areas}
              shades={shades}
              names={names}
              spots={points}
              grounds={grounds.drawn}
              chosen={area}
              onMoved={onMoved}
              onPick={onPick}
              onHover={(target, x, y) => setHover(target && { target, x, y })}
              onFailed={() => setDrawable(false)}
            />
          </Suspense>
        ) : (
          <EmptyState title={t("noWebgl.title")}>{t("noWebgl.do")}</EmptyState>
        )}
        {outlineError && <ErrorState compact error={outlineError} />}
        <div className={classes.tools} role="toolbar" aria-label={t("tools")}>
          <SegmentedControl
            size="xs"
            aria-label={t("shade.by")}
            value={measure}
            onChange={(value) => patch({ shade: value === "events" ? null : value })}
            data={[
              { value: "events", label: t("shade.events") },
              { value: "holders", label: t("shade.holders") },
            ]}
          />
          <Tool
            label={t(listed ? "hideList" : "showList")}
            onClick={() => setListed(!listed)}
            icon={listed ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand}
          />
          <Tool label={t("fit")} onClick={() => void fit()} icon={IconFocusCentered} />
          <Tool label={t("zoomIn")} onClick={() => handle.current?.zoom(1)} icon={IconPlus} />
          <Tool label={t("zoomOut")} onClick={() => handle.current?.zoom(-1)} icon={IconMinus} />
        </div>
        {data.events === 0 && data.holders.length === 0 && (
          <div className={classes.nothing}>
            <EmptyState title={t("empty.title")}>{t("empty.do")}</EmptyState>
          </div>
        )}
        <Legend
          scheme={scheme}
          level={close}
          breaks={breaks[close]}
          measure={measure}
          holders={data.holders.filter(({ entity }) => holders.includes(entity.id))}
          order={holders}
        />
        <Credits />
        {tip && hover && (
          <div
            className={classes.tip}
            style={{ insetInlineStart: hover.x + 14, insetBlockStart: hover.y + 14 }}
            role="presentation"
          >
            {tip}
          </div>
        )}
      </div>
    </div>
  );
}

function Tool({ label, onClick, icon: Picture }: { label: string; onClick: () => void; icon: typeof IconPlus }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} onClick={onClick}>
        <Picture size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** The camera of an address: "longitude,latitude,zoom". */
function cameraOf(text: string | null): Camera | null {
  const [longitude = NaN, latitude = NaN, zoom = NaN] = (text ?? "").split(",").map(Number);
  if (!(Math.abs(longitude) <= 540 && Math.abs(latitude) <= 85 && zoom >= 0 && zoom <= 14)) return null;
  return { longitude, latitude, zoom };
}

function written({ longitude, latitude, zoom }: Camera): string {
  return [longitude.toFixed(3), latitude.toFixed(3), zoom.toFixed(2)].join(",");
}
