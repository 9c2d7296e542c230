import { ComingState } from "@/shell/ComingState";

export default function Disagreements() {
  return <ComingState view="disagreements" />;
}
