import { ActionIcon, Button, Checkbox, Tabs, Text, Tooltip } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { EntityName } from "@/parts/EntityName";
import { LineRow } from "@/parts/LineRow";
import { EmptyState } from "@/parts/states";
import { VirtualList } from "@/parts/VirtualList";
import { useWords } from "@/parts/words";
import { useUrl } from "@/state/url";

import { AreaTable } from "./AreaTable";
import { Items } from "./Items";
import classes from "./map.module.css";
import { nameOf, type Level } from "./outlines";
import { HatchSign, PlaceSign } from "./signs";
import { signOf, type Geography, type Ground, type Spot } from "./spots";

/** Organisations that can be laid over the map at once: there are as many hatches. */
export const MOST_GROUNDS = 5;
const TABS = ["places", "areas", "grounds", "unplaced"] as const;
type Tab = (typeof TABS)[number];

interface Props {
  data: Geography;
  /** Places in the window. */
  shown: readonly Spot[];
  grounds: readonly Ground[][];
  holders: readonly string[];
  level: Level;
  onPlace: (spot: Spot) => void;
}

/** Beside the map, all that is on it as lists: for the keyboard, for a screen reader, and for who would rather read. */
export function Panel({ data, shown, grounds, holders, level, onPlace }: Props) {
  const { t, i18n } = useTranslation("map");
  const words = useWords();
  const { params, patch } = useUrl();
  const place = params.get("place");
  const area = params.get("area");
  const tab: Tab = TABS.find((each) => each === params.get("tab")) ?? "places";
  const spot = data.spots.items.find((each) => each.place.id === place);
  const held = data.areas.find((each) => each.code === area);

  if (place || area) {
    const name = spot
      ? spot.place.name
      : held
        ? nameOf(i18n.resolvedLanguage ?? "en", held.code, held.name)
        : (area ?? "");
    return (
      <section className={classes.panel} aria-label={t("panel")}>
        <header className={classes.panelHead}>
          <Tooltip label={t("back")}>
            <ActionIcon aria-label={t("back")} onClick={() => patch({ place: null, area: null })}>
              <IconArrowLeft size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <div>
            {spot ? <EntityName entity={spot.place} /> : <strong>{name}</strong>}
            <Text size="xs" c="dimmed">
              {spot
                ? t(`precision.${spot.precision}`)
                : held
                  ? t("areaCounts", {
                      events: words.number(held.events),
                      somewhere: words.number(held.somewhere),
                      count: held.events,
                    })
                  : t("areaNone")}
            </Text>
          </div>
        </header>
        <Items of={place ? { place } : { area: area ?? "" }} />
      </section>
    );
  }
  return (
    <Tabs
      className={classes.panel}
      value={tab}
      onChange={(value) => patch({ tab: value === "places" ? null : value })}
      keepMounted={false}
      aria-label={t("panel")}
    >
      <Tabs.List>
        {TABS.map((each) => (
          <Tabs.Tab key={each} value={each} px="xs">
            {t(`tab.${each}`)}
            {each === "unplaced" && data.unlocated > 0 && (
              <span className={classes.count}>{words.number(data.unlocated)}</span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="places" className={classes.tabPanel}>
        <Text size="xs" c="dimmed" px="sm" py={4} role="status">
          {t("inWindow", {
            count: shown.length,
            places: words.number(shown.length),
            total: words.number(data.spots.total),
          })}
        </Text>
        <div className={classes.fill}>
          {shown.length === 0 ? (
            <EmptyState title={t("nothingHere.title")}>{t("nothingHere.do")}</EmptyState>
          ) : (
            <VirtualList items={shown} keyOf={(each) => each.place.id} label={t("tab.places")} estimate={46}>
              {(each) => <PlaceRow spot={each} onPlace={onPlace} />}
            </VirtualList>
          )}
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="areas" className={classes.tabPanel}>
        <AreaTable areas={data.areas} level={level} />
      </Tabs.Panel>
      <Tabs.Panel value="grounds" className={classes.tabPanel}>
        <Grounds data={data} grounds={grounds} holders={holders} />
      </Tabs.Panel>
      <Tabs.Panel value="unplaced" className={classes.tabPanel}>
        <Text size="xs" c="dimmed" px="sm" py={4}>
          {t("unplaced", { count: data.unlocated, events: words.number(data.unlocated) })}
        </Text>
        <Items of={{ unlocated: true }} />
      </Tabs.Panel>
    </Tabs>
  );
}

function PlaceRow({ spot, onPlace }: { spot: Spot; onPlace: (spot: Spot) => void }) {
  const { t } = useTranslation("map");
  const words = useWords();
  const { params } = useUrl();
  const said = [
    spot.events > 0 && t("tip.events", { count: spot.events, events: words.number(spot.events) }),
    spot.grounds > 0 && t("tip.grounds", { count: spot.grounds, grounds: words.number(spot.grounds) }),
    spot.unheld > 0 && t("tip.unheld", { count: spot.unheld, events: words.number(spot.unheld) }),
    spot.disputed > 0 && t("tip.disputed", { count: spot.disputed, lines: words.number(spot.disputed) }),
  ].filter(Boolean);
  return (
    <button
      type="button"
      className={classes.place}
      aria-current={params.get("place") === spot.place.id || undefined}
      onClick={() => onPlace(spot)}
    >
      <PlaceSign sign={signOf(spot)} />
      <span>
        <span className={classes.placeName}>
          <bdi>{spot.place.name}</bdi>
          <span className={classes.soft}> {t(`precision.${spot.precision}`)}</span>
        </span>
        <span className={classes.soft}>{said.join(" · ")}</span>
      </span>
    </button>
  );
}

/** Organisations to lay over the map, each with its hatch, and where each is said to be. */
function Grounds({
  data,
  grounds,
  holders,
}: {
  data: Geography;
  grounds: readonly Ground[][];
  holders: readonly string[];
}) {
  const { t } = useTranslation("map");
  const words = useWords();
  const { patch } = useUrl();
  if (data.holders.length === 0) return <EmptyState title={t("noGrounds.title")}>{t("noGrounds.do")}</EmptyState>;
  const turn = (id: string) =>
    patch({ org: holders.includes(id) ? holders.filter((each) => each !== id) : [...holders, id] });
  return (
    <div className={classes.scroll}>
      <Text size="xs" c="dimmed" px="sm" py={4}>
        {t("groundsHow", { most: MOST_GROUNDS })}
      </Text>
      {holders.length > 0 && (
        <Button variant="subtle" size="compact-xs" mx="sm" onClick={() => patch({ org: null })}>
          {t("groundsClear")}
        </Button>
      )}
      {data.holders.map(({ entity, grounds: count }) => {
        const place = holders.indexOf(entity.id);
        return (
          <div key={entity.id} className={classes.holder}>
            <div className={classes.holderHead}>
              <Checkbox
                aria-label={t("lay", { name: entity.name })}
                checked={place >= 0}
                disabled={place < 0 && holders.length >= MOST_GROUNDS}
                onChange={() => turn(entity.id)}
              />
              {place >= 0 && <HatchSign place={place} />}
              <EntityName entity={entity} />
              <span className={classes.count}>{words.number(count)}</span>
            </div>
            {place >= 0 &&
              grounds[place]?.map((ground) => <LineRow key={ground.line.id} line={ground.line} from={entity.id} />)}
          </div>
        );
      })}
    </div>
  );
}
