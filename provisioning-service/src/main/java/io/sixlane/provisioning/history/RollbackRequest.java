package io.sixlane.provisioning.history;

import io.sixlane.http.body.JsonFields;

/**
 * The revision to restore.
 *
 * @param toRevision at least 1
 */
record RollbackRequest(int toRevision) {
    static RollbackRequest read(JsonFields fields) {
        return new RollbackRequest(fields.integer("toRevision", 1, Integer.MAX_VALUE));
    }
}
