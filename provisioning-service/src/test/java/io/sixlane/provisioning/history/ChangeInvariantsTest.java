package io.sixlane.provisioning.history;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorFacts;
import io.sixlane.provisioning.accelerator.AcceleratorInvariants;
import io.sixlane.provisioning.accelerator.BorderRules;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.accelerator.Fixture;
import io.sixlane.provisioning.accelerator.RandomCommands;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes of several commands, and ways back, at random, as they follow each other in the log: what
 * is true of every accelerator stays true, revisions have no gaps, and the log folded again gives
 * the same.
 */
class ChangeInvariantsTest {
    private static final int SEQUENCES = 300;
    private static final int CHANGES = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_123, 42})
    void invariants_hold_after_every_change_and_rollback(long seed) {
        var random = new Random(seed);
        var happened = new TreeMap<String, Integer>();
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            new History(random, happened).run();
        }
        assertThat(happened)
                .as("what happened how often " + happened)
                .containsOnlyKeys(
                        "change set", "cross-border plan", "dual stack", "refused", "rollback")
                .allSatisfy((_, times) -> assertThat(times).isGreaterThanOrEqualTo(5));
    }

    private static final class History {
        private final Random random;
        private final Map<String, Integer> happened;
        private final List<RecordedEvent> log = new ArrayList<>();
        private final List<AcceleratorImage> images = new ArrayList<>();
        private final Map<String, Long> revisions = new HashMap<>();
        private AcceleratorFacts facts;
        private AcceleratorRecord now;

        History(Random random, Map<String, Integer> happened) {
            this.random = random;
            this.happened = happened;
            this.facts = RandomCommands.known(random);
            this.now = evolve(null, created(3, 20));
            images.add((AcceleratorImage) now);
            revisions.put(Fixture.ID.text(), 1L);
        }

        void run() {
            for (var change = 0; change < CHANGES && now instanceof AcceleratorImage; change++) {
                var image = (AcceleratorImage) now;
                var draft = new ChangeDraft(image, facts);
                var back = change > 5 && random.nextInt(6) == 0;
                var decision = back ? rollBack(draft) : changeSet(draft, change);
                if (decision instanceof Rejected) {
                    note("refused");
                    continue;
                }
                append(draft);
                assertThat(now).isEqualTo(draft.after());
                facts = draft.facts();
                check(image);
                if (now instanceof AcceleratorImage next) {
                    images.add(next);
                }
            }
            AcceleratorRecord folded = images.getFirst();
            for (var event : log) {
                folded = AcceleratorEvolution.evolve(folded, event);
            }
            assertThat(folded).isEqualTo(now);
        }

        private Decision changeSet(ChangeDraft draft, int change) {
            var commands = 1 + random.nextInt(5);
            for (var i = 0; i < commands; i++) {
                var next = draft.run(RandomCommands.command(random, change, draft.after()));
                if (next instanceof Rejected && random.nextBoolean()) {
                    return next;
                }
            }
            if (draft.after() instanceof AcceleratorImage after) {
                var refusal = BorderRules.refusal(draft.before(), after, draft.facts());
                if (refusal.isPresent()) {
                    return Decision.reject(refusal.get());
                }
            }
            if (draft.events().size() > 1) {
                note("change set");
            }
            return Decision.accept();
        }

        private Decision rollBack(ChangeDraft draft) {
            var then = images.get(random.nextInt(images.size()));
            var decision = RollbackRules.decide(draft, then, then.revision());
            if (decision instanceof Rejected) {
                return decision;
            }
            assertThat(draft.after())
                    .isInstanceOfSatisfying(
                            AcceleratorImage.class,
                            after -> {
                                assertThat(after.listeners())
                                        .containsExactlyInAnyOrderElementsOf(then.listeners());
                                assertThat(after.regions())
                                        .containsExactlyInAnyOrderElementsOf(then.regions());
                                assertThat(after.name()).isEqualTo(then.name());
                                assertThat(after.plan()).isEqualTo(draft.before().plan());
                            });
            if (!draft.events().isEmpty()) {
                note("rollback");
            }
            return decision;
        }

        /** As the event store does: each append where its stream is. */
        private void append(ChangeDraft draft) {
            for (var append : draft.appends()) {
                var stream = append.streamId();
                var known = revisions.get(stream);
                if (known != null) {
                    assertThat(append.expectedRevision()).as(stream).isEqualTo(known);
                }
                var revision = append.expectedRevision();
                for (var event : append.events()) {
                    revision++;
                    if (stream.equals(Fixture.ID.text())) {
                        var recorded = recorded(revision, event);
                        log.add(recorded);
                        now = AcceleratorEvolution.evolve(now, recorded);
                    }
                }
                revisions.put(stream, revision);
            }
        }

        private RecordedEvent recorded(long revision, StreamEvent event) {
            return new RecordedEvent(
                    Fixture.ID.text(),
                    revision,
                    "",
                    facts.now(),
                    new Actor("acme", "", "", ""),
                    event,
                    RecordedEvent.NO_HASH,
                    RecordedEvent.NO_HASH);
        }

        private void check(AcceleratorImage before) {
            AcceleratorInvariants.check(now, facts);
            for (var plan : facts.plans().values()) {
                assertThat(plan.boundTo().isPresent())
                        .as("plan %s", plan.created().planId())
                        .isEqualTo(has(plan.asBound()));
            }
            if (now instanceof AcceleratorImage image) {
                assertThat(BorderRules.refusal(images.getFirst(), image, facts))
                        .as("ways that no plan covers")
                        .isEmpty();
                if (image.crossBorderPlan() != null && before.crossBorderPlan() == null) {
                    note("cross-border plan");
                }
                if (image.regions().stream()
                        .map(AccelerationRegion::ipVersion)
                        .anyMatch(version -> version == IpVersion.DUAL_STACK)) {
                    note("dual stack");
                }
            }
        }

        private boolean has(io.sixlane.configuration.accelerator.BoundPlan plan) {
            return now instanceof AcceleratorImage image
                    && (plan.equals(image.plan()) || plan.equals(image.crossBorderPlan()));
        }

        private void note(String what) {
            happened.merge(what, 1, Integer::sum);
        }
    }
}
