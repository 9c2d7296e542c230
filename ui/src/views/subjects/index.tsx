import { ComingState } from "@/shell/ComingState";

export default function Subjects() {
  return <ComingState view="subjects" />;
}
