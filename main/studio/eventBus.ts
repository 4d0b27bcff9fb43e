/** Carries the studio's events to whoever listens: one page, several, or none. */
import type { StudioEvent } from "../../core/studio/api.ts";

export class EventBus {
  private readonly listeners = new Set<(event: StudioEvent) => void>();

  /** Returns how to stop listening. */
  subscribe(listener: (event: StudioEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: StudioEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
