import { createTheme, type MantineColorsTuple } from "@mantine/core";
import {
  IconActivity,
  IconBox,
  IconBuilding,
  IconCalendarEvent,
  IconFlask,
  IconMapPin,
  IconQuestionMark,
  IconUser,
  type Icon,
} from "@tabler/icons-react";

/** The shape that stands for a type where no icon fits (chart, map, timeline). */
export type Shape = "circle" | "square" | "pin" | "triangle" | "hexagon" | "diamond" | "star";

export interface TypeLook {
  icon: Icon;
  shape: Shape;
  /** On a light and on a dark ground; both at least 3:1 against it. */
  light: string;
  dark: string;
}

/**
 * How each type of entity looks. The hues are those of Okabe and Ito (2008), told apart with every common colour blindness,
 * darkened where a light ground needs it. Vermillion is left out here: it says "disputed".
 */
export const TYPE_LOOKS: Record<string, TypeLook> = {
  Person: { icon: IconUser, shape: "circle", light: "#0072b2", dark: "#4aa8e0" },
  Organization: { icon: IconBuilding, shape: "square", light: "#b37400", dark: "#e69f00" },
  Place: { icon: IconMapPin, shape: "pin", light: "#00805c", dark: "#1fbf92" },
  Event: { icon: IconCalendarEvent, shape: "diamond", light: "#a8508a", dark: "#dd94bf" },
  Asset: { icon: IconBox, shape: "hexagon", light: "#2f86b5", dark: "#8ccbf0" },
  Substance: { icon: IconFlask, shape: "triangle", light: "#5b6670", dark: "#b4bec8" },
  Activity: { icon: IconActivity, shape: "star", light: "#857400", dark: "#f0e442" },
};
const UNKNOWN: TypeLook = { icon: IconQuestionMark, shape: "circle", light: "#5b6670", dark: "#b4bec8" };

export function lookOf(type: string): TypeLook {
  return TYPE_LOOKS[type] ?? UNKNOWN;
}

/** Colours of what a line is, for canvases; on screens made of elements use the variables of theme.css. */
export const LINE_COLOURS = {
  plain: { light: "#6b7681", dark: "#8f9ba7" },
  disputed: { light: "#bc4200", dark: "#ff7a33" },
  selected: { light: "#0b5cad", dark: "#7cc4f0" },
} as const;

const ink: MantineColorsTuple = [
  "#eaf4fc",
  "#d3e5f4",
  "#a5cae9",
  "#74addd",
  "#4c94d3",
  "#3485ce",
  "#1f72b8",
  "#12609f",
  "#0b4f86",
  "#063d69",
];

const dark: MantineColorsTuple = [
  "#d5dbe1",
  "#b6bfc8",
  "#96a1ac",
  "#6f7b87",
  "#4d5863",
  "#38424c",
  "#2b343d",
  "#1f272f",
  "#171e25",
  "#0f151b",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, dark },
  autoContrast: true,
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: 'Inter, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", Consolas, monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  spacing: { xs: "0.375rem", sm: "0.5rem", md: "0.75rem", lg: "1rem", xl: "1.5rem" },
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: "1.375rem" }, h2: { fontSize: "1.125rem" }, h3: { fontSize: "1rem" } },
  },
  components: {
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        withArrow: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "md" } },
    TextInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    // Else the head of a dialog would be announced as a second head of the page.
    ModalHeader: { defaultProps: { role: "none" } },
  },
});
