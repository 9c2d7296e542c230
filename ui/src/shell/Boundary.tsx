import { Component, type ReactNode } from "react";

import { ErrorState } from "@/parts/states";

/** Keeps a fault in one view from taking the frame down with it. A new path makes a new one (`key`). */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorState error={this.state.error} retry={() => this.setState({ error: null })} />;
  }
}
