import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePages } from "@/api/read";
import { useWords } from "@/parts/words";

import { DisagreementMark } from "./DisagreementMark";
import { FileRow } from "./FileRow";
import { Further } from "./Further";
import { Group, Section } from "./Section";
import type { Attribute } from "./types";

/** Facts value by value: what differs stands side by side, with who says which. */
export function Attributes({ id, facts, total }: { id: string; facts: readonly Attribute[]; total: number }) {
  const { t } = useTranslation("subject");
  if (facts.length === 0) return null;
  return (
    <Section id="facts" title={t("section.facts")} count={total}>
      {facts.map((fact) => (
        <Values key={fact.predicate} id={id} fact={fact} />
      ))}
    </Section>
  );
}

function Values({ id, fact }: { id: string; fact: Attribute }) {
  const words = useWords();
  const [all, setAll] = useState(false);
  return (
    <Group
      title={words.predicate(fact.predicate)}
      count={fact.total}
      beside={fact.disagreements.length > 0 && !all && fact.values.length > 1}
      note={fact.disagreements.map((each) => (
        <DisagreementMark key={each.id} of={each} />
      ))}
    >
      {all ? (
        <AllValues id={id} predicate={fact.predicate} />
      ) : (
        <>
          {fact.values.map((said) => (
            <FileRow key={said.line.id} said={said} />
          ))}
          <ShowAll shown={fact.values.length} total={fact.total} show={() => setAll(true)} />
        </>
      )}
    </Group>
  );
}

/** A button for what a short list leaves out. */
export function ShowAll({ shown, total, show }: { shown: number; total: number; show: () => void }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  if (shown >= total) return null;
  return (
    <li>
      <Button variant="subtle" size="compact-xs" onClick={show}>
        {t("showAll", { count: total, total: words.number(total) })}
      </Button>
    </li>
  );
}

function AllValues({ id, predicate }: { id: string; predicate: string }) {
  const found = usePages("/api/entities/{entity}/attributes", {
    path: { entity: id },
    query: { predicate, limit: 50 },
  });
  return (
    <>
      {found.items.map((said) => (
        <FileRow key={said.line.id} said={said} />
      ))}
      <li>
        <Further found={found} />
      </li>
    </>
  );
}
