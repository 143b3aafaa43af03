package io.sixlane.topics;

import org.jspecify.annotations.Nullable;

/**
 * One setting of a topic.
 *
 * @param atLeast the least number that is accepted as well; {@code -1}, without a limit, always is.
 *     Null where only {@code value} is accepted
 */
record TopicSetting(String name, String value, @Nullable Long atLeast) {
    private static final long UNLIMITED = -1;

    static TopicSetting exactly(String name, String value) {
        return new TopicSetting(name, value, null);
    }

    /** Set to {@code value} where the topic has less than {@code least}. */
    static TopicSetting atLeast(String name, long value, long least) {
        return new TopicSetting(name, Long.toString(value), least);
    }

    boolean accepts(String found) {
        if (atLeast == null) {
            return value.equals(found);
        }
        try {
            var number = Long.parseLong(found);
            return number == UNLIMITED || number >= atLeast;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
