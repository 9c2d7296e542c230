import { ComingState } from "@/shell/ComingState";

export default function Subject() {
  return <ComingState view="subject" />;
}
