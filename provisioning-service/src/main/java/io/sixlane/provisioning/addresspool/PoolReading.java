package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.log.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A pool as far as it was read: where reading continues.
 *
 * @param head the hash of the last event, which shows whether the log still has it: it may have
 *     been read in a transaction that was given up
 */
record PoolReading(AddressPool pool, String head) {
    static final PoolReading NOTHING = new PoolReading(AddressPool.NOTHING, RecordedEvent.NO_HASH);

    /** The revision to read from: the last one that was read, or the first. */
    long from() {
        return Math.max(pool.revision(), 1);
    }

    Continued goOn() {
        return new Continued(this);
    }

    /** Takes the events from {@link #from} on, in order. */
    static final class Continued {
        private final PoolReading before;
        private boolean fits;
        private String head;
        private @Nullable AddressPoolFold fold;

        Continued(PoolReading before) {
            this.before = before;
            this.fits = before.pool().revision() == 0;
            this.head = before.head();
        }

        void then(RecordedEvent event) {
            if (event.revision() == before.pool().revision()) {
                fits = event.hash().equals(before.head());
            } else if (fits) {
                fold = (fold == null ? new AddressPoolFold(before.pool()) : fold).then(event);
                head = event.hash();
            }
        }

        /** Null when the log lacks events that were read before. */
        @Nullable PoolReading end() {
            if (!fits) {
                return null;
            }
            return fold == null ? before : new PoolReading(fold.pool(), head);
        }
    }
}
