package io.sixlane.configuration.identity;

/** The rights of a caller in an account; each role may do everything that those before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Changes accelerators. */
    EDITOR,
    /** Orders, and decides about members and tokens. */
    ADMIN,
    /** Acts across accounts: invoices, credits, the catalog, relays. */
    OPERATOR;

    /** Whether a caller with this role may do what needs {@code least}. */
    public boolean covers(Role least) {
        return compareTo(least) >= 0;
    }

    /** The lesser of both. */
    public Role atMost(Role most) {
        return covers(most) ? most : this;
    }
}
