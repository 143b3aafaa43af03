package io.sixlane.provisioning.eventstore;

/** The orders of a list of accelerators, each by a text; equal ones are in the order of ids. */
public enum AcceleratorSort {
    ID("v.accelerator_id"),
    /** In any case; without a name by id. */
    NAME("left(lower(coalesce(v.body ->> 'name', v.accelerator_id)), 128)"),
    /** As in {@link AcceleratorState}. */
    STATE(
            "array_position(array['SUSPENDED', 'NO_REGION', 'FAILED', 'UNSERVED', 'PENDING',"
                    + " 'PROGRAMMED'], "
                    + AcceleratorStateSql.STATE
                    + ")::text"),
    /** Those without an end last. */
    EXPIRES_AT("coalesce(v.body ->> 'expiresAt', '~')"),
    CHANGED_AT("v.body ->> 'occurredAt'");

    private final String key;

    AcceleratorSort(String key) {
        this.key = key;
    }

    /** An expression on the row {@code v} of the accelerator view. */
    String key() {
        return key;
    }
}
