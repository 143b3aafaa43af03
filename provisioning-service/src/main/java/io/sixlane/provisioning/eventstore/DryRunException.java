package io.sixlane.provisioning.eventstore;

/** Carries the events that would have been appended. It is no fault, so it has no stack trace. */
public final class DryRunException extends RuntimeException {
    private final transient Change change;

    public DryRunException(Change change) {
        super("dry run of " + change.appends().size() + " appends", null, false, false);
        this.change = change;
    }

    public Change change() {
        return change;
    }
}
