import { Button, Checkbox, Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronRight, IconPlayerPlay } from "@tabler/icons-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { KeyHint } from "@/parts/KeyHint";
import { useOffer } from "@/shell/actions";

import classes from "./analyses.module.css";
import { keyOf, parted, withOption, type Question } from "./asked";
import { EntitiesField, OptionField } from "./fields";
import type { Analysis } from "./types";
import { useSaid } from "./useSaid";

interface Props {
  analysis: Analysis;
  /** What the address asks: the form begins with it. */
  asked: Question;
  /** Whether it is being answered or has been. */
  begun: boolean;
  run: (question: Question) => void;
}

/** The options of an analysis, and the button that runs it. */
export function Form({ analysis, asked, begun, run }: Props) {
  const { t } = useTranslation("analyses");
  const said = useSaid();
  const { first, folded } = parted(analysis);
  const [draft, setDraft] = useState(asked);
  const set = folded.filter(({ name }) => draft.options[name] !== undefined).length;
  const [open, setOpen] = useState(set > 0);
  const changed = begun && keyOf(draft) !== keyOf(asked);
  useOffer([
    {
      id: "analyses.run",
      label: t("run", { name: said.name(analysis.name) }),
      group: t("shell:view.analyses"),
      icon: IconPlayerPlay,
      keys: "mod+Enter",
      run: () => run(draft),
    },
  ]);
  const field = (option: (typeof first)[number]) => (
    <OptionField
      key={option.name}
      analysis={analysis.name}
      option={option}
      value={draft.options[option.name]}
      change={(value) => setDraft((now) => ({ ...now, options: withOption(now.options, option, value) }))}
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(draft);
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={said.name(analysis.name)}>
      {first.map(field)}
      <EntitiesField
        label={t("option.about")}
        description={t("help.all.about")}
        ids={draft.about}
        change={(about) => setDraft((now) => ({ ...now, about }))}
      />
      <Checkbox
        label={t("option.former")}
        checked={draft.former}
        onChange={(event) => {
          const former = event.currentTarget.checked;
          setDraft((now) => ({ ...now, former }));
        }}
      />
      {folded.length > 0 && (
        <div>
          <UnstyledButton type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconChevronRight size="0.875rem" aria-hidden /> {t("form.more", { count: folded.length })}
          </UnstyledButton>
          <Collapse expanded={open}>
            <div className={classes.folded}>{folded.map(field)}</div>
          </Collapse>
        </div>
      )}
      <div className={classes.go}>
        <Button
          type="submit"
          variant={begun && !changed ? "default" : "filled"}
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
        >
          {t(begun ? "form.again" : "form.run")}
        </Button>
        <KeyHint keys="mod+Enter" />
      </div>
      {changed && (
        <p className={classes.soft} role="status">
          {t("form.changed")}
        </p>
      )}
      <p className={classes.reads}>
        <strong>{t("form.reads")}</strong> <span>{said.reads(analysis)}</span>
      </p>
    </form>
  );
}
