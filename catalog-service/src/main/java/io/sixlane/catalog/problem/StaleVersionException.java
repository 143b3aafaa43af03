package io.sixlane.catalog.problem;

/** If-Match names another version than the present one. */
public final class StaleVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long presentVersion;

    public StaleVersionException(long presentVersion) {
        super("the present version is " + presentVersion, null, false, false);
        this.presentVersion = presentVersion;
    }

    long presentVersion() {
        return presentVersion;
    }
}
