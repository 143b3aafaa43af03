package io.sixlane.catalog.problem;

/** What the path names is not in the catalog. */
public final class NotInCatalogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotInCatalogException(String detail) {
        super(detail, null, false, false);
    }
}
