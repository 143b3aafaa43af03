package io.sixlane.audit.verify;

import io.sixlane.audit.source.EventTableSource.Place;
import io.sixlane.audit.verify.Finding.Kind;
import io.sixlane.configuration.log.StreamHead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Differences between the table and the log. */
public final class TableComparison {
    private final EventChains log;
    private final EventChains table;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Place> waiting;

    /**
     * @param waiting rows that were on their way to the log when its end was fixed
     */
    public TableComparison(EventChains log, EventChains table, List<Place> waiting) {
        this.log = log;
        this.table = table;
        this.waiting = List.copyOf(waiting);
    }

    /**
     * @param heads the last revision of every stream, from the table of streams
     */
    public List<Finding> findings(List<StreamHead> heads) {
        var tails = new HeadWitness(table);
        for (var head : heads) {
            tails.testify("the table of streams", head);
        }
        findings.addAll(tails.findings());
        var notYet = new HashSet<>(waiting);
        var streams = new TreeSet<>(log.chains().keySet());
        streams.addAll(table.chains().keySet());
        for (var streamId : streams) {
            compare(streamId, notYet);
        }
        return List.copyOf(findings);
    }

    /** The first difference of a stream, unless a chain shows by itself which side is wrong. */
    private void compare(String streamId, Set<Place> notYet) {
        var inLog = log.chains().getOrDefault(streamId, new Chain());
        var inTable = table.chains().getOrDefault(streamId, new Chain());
        var last = Math.max(inLog.last(), inTable.last());
        for (var revision = 1L; revision <= last; revision++) {
            var logged = inLog.hash(revision);
            var stored = inTable.hash(revision);
            if (logged == null
                    ? stored == null || notYet.contains(new Place(streamId, revision))
                    : logged.equals(stored)) {
                continue;
            }
            if (!log.knows(streamId, revision) && !table.knows(streamId, revision)) {
                var missing = logged == null ? log : table;
                findings.add(
                        new Finding(
                                logged != null && stored != null ? Kind.REPLACED : Kind.DROPPED,
                                missing.source(),
                                streamId,
                                revision,
                                stored == null ? -1 : inTable.position(revision),
                                logged == null ? stored : logged,
                                logged == null ? null : stored,
                                logged != null && stored != null
                                        ? "the table has another event than the log"
                                        : "it is only in the "
                                                + (logged == null ? "table" : "log")));
            }
            return;
        }
    }
}
