package io.sixlane.audit.verify;

import io.sixlane.audit.verify.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether checkpoints prove the whole log: that there are any, that all sources have the same, that
 * the expected ones are among them, and that none of the log's end is uncovered for long.
 */
public final class SignedProof {
    /** How long an event may wait for its checkpoint by default. */
    private static final Duration USUAL_AGE = Duration.ofMinutes(5);

    private final EventChains log;
    private final List<Checkpoints> sources;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param sources those that were read, the one to compare the log with first
     */
    public SignedProof(EventChains log, List<Checkpoints> sources) {
        this.log = log;
        this.sources = List.copyOf(sources);
    }

    /**
     * @param maxAge null unless the caller set it; the newest checkpoint may then not be older
     *     either
     */
    public void complete(@Nullable Duration maxAge, Instant now) {
        var signed = sources.stream().filter(source -> source.newest() != null).toList();
        if (signed.isEmpty()) {
            find("", 0, "there is no checkpoint that is signed with a key that was given");
            return;
        }
        var newest = Objects.requireNonNull(signed.getFirst().newest());
        if (maxAge != null && newest.at().isBefore(now.minus(maxAge))) {
            find(
                    "",
                    0,
                    "the newest checkpoint, %s, is of %s: older than %s"
                            .formatted(newest.number(), newest.at(), maxAge));
        }
        uncovered(signed.getFirst(), Objects.requireNonNullElse(maxAge, USUAL_AGE), now);
    }

    /** An event that claims to be of the future is old, too: it would never be. */
    private void uncovered(Checkpoints checkpoints, Duration maxAge, Instant now) {
        var covered = checkpoints.covered();
        var count = 0L;
        @Nullable String streamId = null;
        var revision = 0L;
        for (var chain : log.chains().entrySet()) {
            var events = chain.getValue();
            for (var next = covered.getOrDefault(chain.getKey(), 0L) + 1;
                    next <= events.last();
                    next++) {
                var age = Duration.between(events.occurredAt(next), now).abs();
                if (events.has(next) && age.compareTo(maxAge) > 0) {
                    count++;
                    if (streamId == null) {
                        streamId = chain.getKey();
                        revision = next;
                    }
                }
            }
        }
        if (streamId != null) {
            find(
                    streamId,
                    revision,
                    "%s events that are older than %s are covered by no checkpoint; the first of this stream"
                            .formatted(count, maxAge));
        }
    }

    /** Sources that hold another checkpoint under the same number. */
    public void agree() {
        for (var i = 1; i < sources.size(); i++) {
            agree(sources.getFirst(), sources.get(i));
        }
    }

    private void agree(Checkpoints one, Checkpoints other) {
        var numbers = new TreeSet<>(one.hashes().keySet());
        numbers.retainAll(other.hashes().keySet());
        for (var number : numbers) {
            var hash = one.hashes().get(number);
            if (!Objects.equals(hash, other.hashes().get(number))) {
                findings.add(
                        new Finding(
                                Kind.CHECKPOINT,
                                other.source(),
                                "",
                                0,
                                number,
                                hash,
                                other.hashes().get(number),
                                "checkpoint %s is another one than in %s: the history forks here"
                                        .formatted(number, one.source())));
                return;
            }
        }
        var last = one.hashes().isEmpty() ? 0 : one.hashes().lastKey();
        var otherLast = other.hashes().isEmpty() ? 0 : other.hashes().lastKey();
        if (otherLast < last) {
            findings.add(
                    new Finding(
                            Kind.CHECKPOINT,
                            other.source(),
                            "",
                            0,
                            -1,
                            one.hashes().get(last),
                            null,
                            "checkpoints %s to %s of %s are missing"
                                    .formatted(otherLast + 1, last, one.source())));
        }
    }

    /** A checkpoint that an auditor wrote down. */
    public void expect(ExpectedCheckpoint expected) {
        for (var source : sources) {
            var hash = source.hashes().get(expected.number());
            if (!expected.hash().equals(hash)) {
                findings.add(
                        new Finding(
                                Kind.CHECKPOINT,
                                source.source(),
                                "",
                                0,
                                hash == null ? -1 : expected.number(),
                                expected.hash(),
                                hash,
                                hash == null
                                        ? "checkpoint %s, which is expected, is missing"
                                                .formatted(expected.number())
                                        : "checkpoint %s is another one than expected"
                                                .formatted(expected.number())));
            }
        }
        if (sources.isEmpty()) {
            find(
                    "",
                    0,
                    "checkpoint %s, which is expected, is missing".formatted(expected.number()));
        }
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void find(String streamId, long revision, String sentence) {
        findings.add(
                new Finding(
                        Kind.CHECKPOINT,
                        sources.isEmpty() ? "checkpoints" : sources.getFirst().source(),
                        streamId,
                        revision,
                        -1,
                        null,
                        null,
                        sentence));
    }
}
