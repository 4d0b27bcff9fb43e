/** Keeps a fault of one place from taking the whole window with it. */
import { Alert, Button, Group } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { openPlace } from "./route.ts";

interface Props {
  place: string;
  /** Called before the place is shown again: what it was told is asked for anew. */
  onAgain(): void;
  children: ReactNode;
}

export class PlaceBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const again = (): void => {
      this.props.onAgain();
      this.setState({ error: null });
    };
    return (
      <Alert m={32} title="This place cannot be shown" role="alert">
        <p style={{ margin: "0 0 12px" }}>
          Something that it was to show is not as it should be ({error.message}). Nothing was changed, and
          jobs go on.
        </p>
        <Group gap={8}>
          <Button onClick={again}>Try again</Button>
          <Button
            variant="default"
            onClick={() => {
              this.props.onAgain();
              // The other place has a boundary of its own.
              openPlace(this.props.place === "presets" ? "settings" : "presets");
            }}
          >
            {this.props.place === "presets" ? "To the settings" : "To the presets"}
          </Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            Reload
          </Button>
        </Group>
      </Alert>
    );
  }
}
