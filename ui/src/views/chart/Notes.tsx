import { Button, Group, Textarea } from "@mantine/core";
import { useEffect, useReducer, useRef, useState, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Board } from "./Board";
import classes from "./chart.module.css";
import type { At, Edit, Note } from "./edits";
import { placeOf } from "./notes";

interface Props {
  notes: readonly Note[];
  board: Board;
  edit: (edit: Edit) => void;
}

/** What was written on the chart, over the canvas: dragged with the pointer, opened with a click or Enter. */
export function Notes({ notes, board, edit }: Props) {
  const [, redraw] = useReducer((frames: number) => frames + 1, 0);
  const some = notes.length > 0;
  useEffect(() => {
    if (!some) return;
    board.sigma.on("afterRender", redraw);
    return () => {
      board.sigma.off("afterRender", redraw);
    };
  }, [board, some]);
  return notes.map((note) => {
    const at = placeOf(note, board);
    return at && <Sticky key={note.id} note={note} at={at} board={board} edit={edit} />;
  });
}

function Sticky({ note, at, board, edit }: { note: Note; at: At; board: Board; edit: (edit: Edit) => void }) {
  const { t } = useTranslation("chart");
  const [open, setOpen] = useState(note.text === "");
  const [text, setText] = useState(note.text);
  const [by, setBy] = useState<At | null>(null);
  const from = useRef<At | null>(null);

  const drop = (event: PointerEvent) => {
    const start = from.current;
    from.current = null;
    setBy(null);
    if (!start) return;
    const moved = { x: event.clientX - start.x, y: event.clientY - start.y };
    if (Math.hypot(moved.x, moved.y) < 4) return setOpen(true);
    const place = note.at
      ? { x: note.x + moved.x, y: note.y + moved.y }
      : board.sigma.viewportToGraph({ x: at.x + moved.x, y: at.y + moved.y });
    edit({ kind: "note", note: { ...note, ...place } });
  };
  const close = () => {
    setOpen(false);
    if (note.text === "") edit({ kind: "unnote", id: note.id });
    else setText(note.text);
  };
  const keep = () => {
    setOpen(false);
    if (text.trim()) edit({ kind: "note", note: { ...note, text: text.trim() } });
    else edit({ kind: "unnote", id: note.id });
  };
  const style = { left: at.x + (by?.x ?? 0), top: at.y + (by?.y ?? 0) };
  if (open) {
    return (
      <form
        className={classes.noteForm}
        style={style}
        onSubmit={(event) => (event.preventDefault(), keep())}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") close();
        }}
      >
        <Textarea
          autosize
          minRows={2}
          maxRows={10}
          maxLength={4000}
          data-autofocus
          autoFocus
          aria-label={t("note.label")}
          placeholder={t("note.placeholder")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group gap="xs" mt="xs">
          <Button type="submit">{t("shell:save")}</Button>
          <Button variant="subtle" color="gray" onClick={close}>
            {t("shell:cancel")}
          </Button>
          {note.text && (
            <Button variant="subtle" color="red" onClick={() => edit({ kind: "unnote", id: note.id })}>
              {t("note.delete")}
            </Button>
          )}
        </Group>
      </form>
    );
  }
  return (
    <button
      type="button"
      className={classes.note}
      style={style}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) =>
        from.current && setBy({ x: event.clientX - from.current.x, y: event.clientY - from.current.y })
      }
      onPointerUp={drop}
      onKeyDown={(event) => event.key === "Enter" && setOpen(true)}
    >
      {note.text}
    </button>
  );
}
