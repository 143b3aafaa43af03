package io.sixlane.audit.verify;

import io.sixlane.audit.source.RawMessage;
import io.sixlane.configuration.json.CanonicalJson;
import io.sixlane.configuration.log.EventHash;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The place that an event claims, and the hash of its content.
 *
 * @param computed the hash that it has to carry
 * @param occurredAt the epoch where it is no moment
 */
record FoundEvent(
        String streamId,
        long revision,
        String previousHash,
        String hash,
        String computed,
        String type,
        long position,
        Instant occurredAt) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** More revisions than any stream has, and few enough to be counted in an int. */
    private static final long MAX_REVISION = 50_000_000;

    /**
     * @throws IllegalArgumentException if it is no JSON of an event
     */
    static FoundEvent of(RawMessage message) {
        var tree = CanonicalJson.tree(message.json());
        var revision = tree.path("revision");
        if (!revision.isIntegralNumber()
                || !revision.canConvertToLong()
                || revision.longValue() < 1
                || revision.longValue() > MAX_REVISION) {
            throw new IllegalArgumentException("it has no revision");
        }
        return new FoundEvent(
                text(tree, "streamId"),
                revision.longValue(),
                hash(tree, "previousHash"),
                hash(tree, "hash"),
                EventHash.ofTree(tree),
                tree.at("/event/type").asString(""),
                message.position(),
                moment(tree.path("occurredAt").asString("")));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    boolean isUnchanged() {
        return hash.equals(computed);
    }

    private static String hash(JsonNode tree, String member) {
        var text = text(tree, member);
        if (!HASH.matcher(text).matches()) {
            throw new IllegalArgumentException("its " + member + " is no hash");
        }
        return text;
    }

    private static String text(JsonNode tree, String member) {
        var node = tree.path(member);
        if (!node.isString() || node.stringValue().isEmpty()) {
            throw new IllegalArgumentException("it has no " + member);
        }
        return node.stringValue();
    }
}
