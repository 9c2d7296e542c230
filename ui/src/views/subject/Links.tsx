import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePages } from "@/api/read";
import { useWords } from "@/parts/words";

import { ShowAll } from "./Attributes";
import { FileRow } from "./FileRow";
import { Further } from "./Further";
import { Group, Section } from "./Section";
import type { LinkGroup } from "./types";

/** Links by kind and direction, what is asserted before what is denied, the best believed first. */
export function Links({
  id,
  groups,
  total,
  event,
}: {
  id: string;
  groups: readonly LinkGroup[];
  total: number;
  event: boolean;
}) {
  const { t } = useTranslation("subject");
  if (groups.length === 0) return null;
  return (
    <Section
      id="links"
      title={t(event ? "section.parts" : "section.links")}
      count={total}
      intro={event ? undefined : t("linksIntro")}
    >
      {groups.map((group) => (
        <Kind key={`${group.predicate}${group.inverse}`} id={id} group={group} />
      ))}
    </Section>
  );
}

function Kind({ id, group }: { id: string; group: LinkGroup }) {
  const words = useWords();
  const [all, setAll] = useState(false);
  return (
    <Group title={words.predicate(group.predicate, { inverse: group.inverse })} count={group.total}>
      {all ? (
        <AllLinks id={id} predicate={group.predicate} inverse={group.inverse} />
      ) : (
        <>
          {group.items.map((said) => (
            <FileRow key={said.line.id} said={said} />
          ))}
          <ShowAll shown={group.items.length} total={group.total} show={() => setAll(true)} />
        </>
      )}
    </Group>
  );
}

function AllLinks({ id, predicate, inverse }: { id: string; predicate: string; inverse: boolean }) {
  const found = usePages("/api/entities/{entity}/links", {
    path: { entity: id },
    query: { predicate, inverse, limit: 50 },
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
