import { notifications } from "@mantine/notifications";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useAct } from "@/api/act";
import { api } from "@/api/client";
import { useSession } from "@/api/session";

import type { ClaimMark } from "./types";

/** How long a judgement is shown as made before the map has it. */
const SETTLES_MS = 15_000;
/** How long after the dialog closes a name may still arrive from the server. */
const ARRIVES_MS = 3_000;

export interface ReviewActs {
  /** Says that the document says so, or does not. Asks for the analyst's name first when it is not known. */
  judge: (claim: string, right: boolean) => void;
  /** Takes back what was done last on this screen. */
  undo: () => void;
  /** To be called with a claim that was corrected or added: `undo` takes it back. */
  done: (claim: string) => void;
  /** How a claim is to be shown: as just judged, until the map has it. */
  shown: (mark: Pick<ClaimMark, "claim" | "state">) => ClaimMark["state"];
  undoable: boolean;
  busy: boolean;
  /** Whether the name is being asked for, and what closes that. */
  asking: boolean;
  answered: () => void;
  /** Does it once there is a name. */
  named: (act: () => void) => void;
}

/** Accepting, rejecting and taking back readings, on the reader's screen and in the queue. */
export function useReviewActs(after?: (claim: string) => void): ReviewActs {
  const { t } = useTranslation("reader");
  const session = useSession();
  const [fresh, setFresh] = useState<ReadonlyMap<string, ClaimMark["state"]>>(new Map());
  const [acts, setActs] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const waiting = useRef<{ act: () => void; until: number } | null>(null);
  useEffect(() => {
    const held = waiting.current;
    if (!session.by || !held) return;
    waiting.current = null;
    if (held.until > Date.now()) held.act();
  }, [session.by]);

  const show = useCallback((claim: string, state: ClaimMark["state"] | null) => {
    setFresh((before) => {
      const next = new Map(before);
      if (state) next.set(claim, state);
      else next.delete(claim);
      return next;
    });
  }, []);

  const shown = useCallback<ReviewActs["shown"]>((mark) => fresh.get(mark.claim) ?? mark.state, [fresh]);

  const judging = useAct(({ claim, right }: { claim: string; right: boolean }) =>
    api.POST("/api/claims/{claim}/review", { params: { path: { claim } }, body: { right, why: "" } }),
  );
  const taking = useAct((claim: string) =>
    api.POST("/api/claims/{claim}/take-back", { params: { path: { claim } }, body: { why: "" } }),
  );

  const tell = (message: string, color?: string) => notifications.show({ message, ...(color && { color }) });
  const fail = (error: Error) => tell(error.message, "red");

  const named = (act: () => void) => {
    if (session.by) return act();
    waiting.current = { act, until: Infinity };
    setAsking(true);
  };
  const judge = (claim: string, right: boolean) =>
    named(() => {
      show(claim, right ? "reviewed" : "misread");
      setTimeout(() => show(claim, null), SETTLES_MS);
      judging.mutate(
        { claim, right },
        {
          onSuccess: () => {
            setActs((before) => [...before, claim]);
            tell(t(right ? "told.accepted" : "told.rejected"));
          },
          onError: (error) => (show(claim, null), fail(error)),
        },
      );
      after?.(claim);
    });
  const undo = () => {
    const last = acts.at(-1);
    if (!last) return;
    setActs((before) => before.slice(0, -1));
    show(last, null);
    taking.mutate(last, { onSuccess: () => tell(t("told.undone")), onError: fail });
  };
  return {
    judge,
    undo,
    done: (claim) => setActs((before) => [...before, claim]),
    shown,
    undoable: acts.length > 0,
    busy: judging.isPending || taking.isPending,
    asking,
    answered: () => {
      setAsking(false);
      if (waiting.current) waiting.current.until = Date.now() + ARRIVES_MS;
    },
    named,
  };
}
