import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { EvidenceCard } from "@/parts/Evidence";
import { ErrorState, Loading } from "@/parts/states";
import type { ReactNode } from "react";

import { OpenRow } from "./FileRow";
import classes from "./Head.module.css";
import type { Ground } from "./types";
import { useSaying } from "./useSaying";

/** Something that the head says, with what it stands on: it opens to the claims. */
export function GroundRow({ ground, children }: { ground: Ground; children: ReactNode }) {
  const saying = useSaying();
  return (
    <OpenRow disputed={ground.disputed} note={saying.ground(ground)} evidence={<Claims ground={ground} />}>
      {children}
    </OpenRow>
  );
}

function Claims({ ground }: { ground: Ground }) {
  const { t } = useTranslation("subject");
  const more = ground.total - ground.claims.length;
  return (
    <div className={classes.claims}>
      {ground.claims.map((claim) => (
        <Claim key={claim} id={claim} />
      ))}
      {more > 0 && <p className={classes.more}>{t("moreClaims", { count: more })}</p>}
    </div>
  );
}

function Claim({ id }: { id: string }) {
  const { data, error, refetch } = useRead("/api/claims/{claim}", { path: { claim: id } });
  if (error && !data) return <ErrorState compact error={error} retry={() => void refetch()} />;
  return data ? <EvidenceCard claim={data} /> : <Loading lines={3} />;
}
