import { ActionIcon, Button, Group, Kbd, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconPencil, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { VirtualList } from "@/parts/VirtualList";
import { useWords } from "@/parts/words";

import classes from "./reader.module.css";
import { StateIcon } from "./StateIcon";
import type { ClaimMark } from "./types";
import type { ReviewActs } from "./useReviewActs";
import { useSaying } from "./useSaying";

interface Props {
  claims: readonly ClaimMark[];
  total: number | undefined;
  more: (() => void) | undefined;
  selected: string | null;
  select: (claim: string) => void;
  change: (claim: string) => void;
  acts: ReviewActs;
  canWrite: boolean;
}

/** The claims of the document in the order of its text; the one that is selected can be judged. */
export function ClaimList({ claims, total, more, selected, select, change, acts, canWrite }: Props) {
  const { t } = useTranslation("reader");
  const words = useWords();
  const say = useSaying();
  const at = claims.findIndex(({ claim }) => claim === selected);
  return (
    <section className={classes.claims} aria-label={t("claims.title")}>
      <header className={classes.claimsHead}>
        <h2>{t("claims.count", { count: total ?? 0, claims: words.number(total ?? 0) })}</h2>
        {canWrite && (
          <Tooltip label={t("act.undo")}>
            <ActionIcon aria-label={t("act.undo")} disabled={!acts.undoable || acts.busy} onClick={acts.undo}>
              <IconArrowBackUp size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      <div className={classes.claimsBody}>
        <VirtualList
          items={claims}
          keyOf={({ claim }) => claim}
          estimate={58}
          label={t("claims.title")}
          more={more}
          focus={at >= 0 ? at : undefined}
        >
          {(mark) => {
            const state = acts.shown(mark);
            const chosen = mark.claim === selected;
            return (
              <div className={classes.claim} data-chosen={chosen || undefined} data-state={state}>
                <button
                  type="button"
                  className={classes.claimButton}
                  aria-current={chosen || undefined}
                  onClick={() => select(mark.claim)}
                >
                  <StateIcon state={state} byHand={mark.by_hand} />
                  <span>
                    <bdi>{say(mark)}</bdi>
                    {mark.disputed && <em className={classes.disputed}>{t("state.disputed")}</em>}
                    {mark.spans.length === 0 && mark.place && <span className={classes.place}>{mark.place}</span>}
                  </span>
                </button>
                {chosen && canWrite && (
                  <Group gap={6} className={classes.judge ?? ""}>
                    <Button
                      variant={state === "reviewed" ? "filled" : "default"}
                      leftSection={<IconCheck size={14} aria-hidden />}
                      rightSection={<Kbd size="xs">a</Kbd>}
                      onClick={() => acts.judge(mark.claim, true)}
                    >
                      {t("act.accept")}
                    </Button>
                    <Button
                      variant={state === "misread" ? "filled" : "default"}
                      leftSection={<IconX size={14} aria-hidden />}
                      rightSection={<Kbd size="xs">r</Kbd>}
                      onClick={() => acts.judge(mark.claim, false)}
                    >
                      {t("act.reject")}
                    </Button>
                    <Button
                      variant="default"
                      leftSection={<IconPencil size={14} aria-hidden />}
                      rightSection={<Kbd size="xs">e</Kbd>}
                      onClick={() => change(mark.claim)}
                    >
                      {t("act.change")}
                    </Button>
                  </Group>
                )}
              </div>
            );
          }}
        </VirtualList>
      </div>
    </section>
  );
}
