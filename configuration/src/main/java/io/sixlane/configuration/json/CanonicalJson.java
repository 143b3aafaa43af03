package io.sixlane.configuration.json;

import java.io.IOException;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one form of an object's JSON (RFC 8785), in which it is hashed and signed: independent of the
 * order and the spacing that a topic, a table or a file gave it.
 *
 * <p>Numbers are canonical as IEEE 754 doubles, so those above 2⁵³ are covered to 53 bits.
 */
public final class CanonicalJson {
    private static final ObjectReader STRICT =
            ConfigurationJson.mapper()
                    .readerFor(ObjectNode.class)
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private CanonicalJson() {}

    /** UTF-8, of a value's JSON without these of its members. */
    public static byte[] of(Object value, List<String> without) {
        return canonical(ConfigurationJson.mapper().valueToTree(value), without);
    }

    /**
     * UTF-8 of JSON as found, members unknown to this version included.
     *
     * @throws IllegalArgumentException if it is not one JSON object, or names a member twice
     */
    public static byte[] ofRaw(byte[] json, List<String> without) {
        return ofTree(tree(json), without);
    }

    /** UTF-8, of an object without these of its members. */
    public static byte[] ofTree(ObjectNode object, List<String> without) {
        return canonical(object.deepCopy(), without);
    }

    /**
     * The text that {@link #ofRaw} hashes, for inspection.
     *
     * @throws IllegalArgumentException if it is not one JSON object, or names a member twice
     */
    public static ObjectNode tree(byte[] json) {
        try {
            ObjectNode tree = STRICT.readValue(json);
            if (tree == null) {
                throw new IllegalArgumentException("not a JSON object: it is null");
            }
            return tree;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] canonical(ObjectNode own, List<String> without) {
        own.remove(without);
        try {
            return new JsonCanonicalizer(own.toString()).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalArgumentException("no canonical form: " + e.getMessage(), e);
        }
    }
}
