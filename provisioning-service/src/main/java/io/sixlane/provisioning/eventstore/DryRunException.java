package io.sixlane.provisioning.eventstore;

/** Says what would have been appended. An answer and no fault, so without a stack trace. */
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
