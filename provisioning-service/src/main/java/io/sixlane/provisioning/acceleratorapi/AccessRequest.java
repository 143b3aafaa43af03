package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.http.body.JsonFields;
import java.util.List;

/**
 * Entries for the access lists of a listener.
 *
 * @param prefixes 1 to 50, in their canonical form, each once
 */
record AccessRequest(AccessList.Kind kind, List<String> prefixes) {
    AccessRequest {
        prefixes = List.copyOf(prefixes);
    }

    static AccessRequest read(JsonFields fields) {
        return new AccessRequest(readKind(fields), ListenerFields.prefixes(fields, 1));
    }

    static AccessList.Kind readKind(JsonFields fields) {
        return fields.oneOf("kind", AccessList.Kind.class);
    }
}
