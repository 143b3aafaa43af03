package io.sixlane.relay.configuration;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import org.jspecify.annotations.Nullable;

/**
 * The content of a record, decoded on any thread.
 *
 * @param record null when it cannot be read
 * @param failure why not, in words; empty when it can
 */
record DecodedRecord(@Nullable AcceleratorRecord record, String failure) {
    static DecodedRecord of(byte[] value) {
        try {
            return new DecodedRecord(ConfigurationJson.read(value, AcceleratorRecord.class), "");
        } catch (RuntimeException | StackOverflowError e) { // bytes of others, so anything
            return new DecodedRecord(null, String.valueOf(e.getMessage()));
        }
    }
}
