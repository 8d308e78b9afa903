import { Component, type ReactNode } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import { wireErrorOf } from '../api/request-error.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { DrawAgain } from './draw-again.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A view that cannot be drawn says so in its own place: the other views, and the runs, go on. */
export class FailureBoundary extends Component<Props, { readonly error: WireError | null }> {
  override state: { readonly error: WireError | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { error: wireErrorOf(thrown) };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <ErrorNote layout="page" error={this.state.error}>
        <DrawAgain onPress={() => this.setState({ error: null })} />
      </ErrorNote>
    );
  }
}
