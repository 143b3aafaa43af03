package io.sixlane.provisioning.acceleratorapi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes which fields of a resource have their defaults. */
final class Defaults {
    private final List<String> fields = new ArrayList<>();

    /**
     * The value in force, which is noted as a default where none is set.
     *
     * @param set null where no request has set the field
     */
    <T> T inForce(String field, @Nullable T set, T effective) {
        if (set == null) {
            fields.add(field);
        }
        return effective;
    }

    /** In the order in which they were noted. */
    List<String> fields() {
        return List.copyOf(fields);
    }
}
