import { ComingState } from "@/shell/ComingState";

export default function Review() {
  return <ComingState view="review" />;
}
