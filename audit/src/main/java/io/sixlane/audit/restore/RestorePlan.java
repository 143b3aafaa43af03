package io.sixlane.audit.restore;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The records that make the images topic equal to the log.
 *
 * @param missing records that the topic lacks
 * @param older records that it holds at a lower revision
 * @param different records that it holds at this revision with another content
 * @param newer records of the log that the topic holds at a higher revision
 * @param same how many it holds as they are
 * @param forgotten removals that tombstones have replaced in the topic
 * @param unknown accelerators in the topic that the log does not know
 */
public record RestorePlan(
        List<AcceleratorRecord> missing,
        List<AcceleratorRecord> older,
        List<AcceleratorRecord> different,
        List<AcceleratorRecord> newer,
        int same,
        int forgotten,
        List<String> unknown) {
    public RestorePlan {
        missing = List.copyOf(missing);
        older = List.copyOf(older);
        different = List.copyOf(different);
        newer = List.copyOf(newer);
        unknown = List.copyOf(unknown);
    }

    /**
     * @param logged the records that the log makes
     * @param held what the topic holds, by accelerator id
     * @param keptSince removals before this are published no more: the service takes each away with
     *     a tombstone, once
     */
    public static RestorePlan of(
            Collection<AcceleratorRecord> logged,
            Map<String, AcceleratorRecord> held,
            Instant keptSince) {
        var missing = new ArrayList<AcceleratorRecord>();
        var older = new ArrayList<AcceleratorRecord>();
        var different = new ArrayList<AcceleratorRecord>();
        var newer = new ArrayList<AcceleratorRecord>();
        var unknown = new TreeSet<>(held.keySet());
        var same = 0;
        var forgotten = 0;
        for (var record : logged) {
            unknown.remove(record.id().text());
            var there = held.get(record.id().text());
            if (there == null && isForgotten(record, keptSince)) {
                forgotten++;
            } else if (there == null) {
                missing.add(record);
            } else if (there.equals(record)) {
                same++;
            } else if (there.revision() < record.revision()) {
                older.add(record);
            } else if (there.revision() == record.revision()) {
                different.add(record);
            } else {
                newer.add(record);
            }
        }
        return new RestorePlan(
                missing, older, different, newer, same, forgotten, List.copyOf(unknown));
    }

    private static boolean isForgotten(AcceleratorRecord record, Instant keptSince) {
        return record instanceof AcceleratorRemoved removed
                && removed.occurredAt().isBefore(keptSince);
    }

    /** Whether the log knows less than the topic: something of it may be lost. */
    public boolean wouldGoBack() {
        return !newer.isEmpty() || !unknown.isEmpty();
    }

    /**
     * @param force newer ones too
     */
    public List<AcceleratorRecord> toPublish(boolean force) {
        var all = new ArrayList<AcceleratorRecord>();
        all.addAll(missing);
        all.addAll(older);
        all.addAll(different);
        if (force) {
            all.addAll(newer);
        }
        return all;
    }
}
