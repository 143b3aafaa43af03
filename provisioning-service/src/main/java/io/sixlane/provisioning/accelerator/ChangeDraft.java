package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.Consequence.InPlan;
import io.sixlane.provisioning.accelerator.Consequence.InPool;
import io.sixlane.provisioning.addresspool.AddressPoolDecider;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanDecider;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Append.Decided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A change being composed: commands are decided in order, each on the result of the ones before it.
 * A refused one leaves no trace. Does no I/O. Not for use by several threads.
 */
public final class ChangeDraft {
    private final AcceleratorImage before;
    private final boolean confirmable;
    private final Map<String, Long> revisions = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private AcceleratorRecord after;
    private AcceleratorFacts facts;

    private record Placed(String streamId, StreamEvent event) {}

    /** The effect of one command on the accelerator. */
    record Step(
            AcceleratorCommand command,
            AcceleratorImage before,
            AcceleratorRecord after,
            List<StreamEvent> events) {
        Step {
            events = List.copyOf(events);
        }
    }

    /** The draft of a change without confirmation. */
    public ChangeDraft(AcceleratorImage before, AcceleratorFacts facts) {
        this(before, facts, false);
    }

    /**
     * @param facts everything that the commands to come depend on
     * @param confirmable whether the change takes itself back unless it is confirmed, so that the
     *     addresses which it gives up stay reserved
     */
    public ChangeDraft(AcceleratorImage before, AcceleratorFacts facts, boolean confirmable) {
        this.before = before;
        this.confirmable = confirmable;
        this.after = before;
        this.facts = facts;
        revisions.put(before.id().text(), before.revision());
    }

    /** Decides a command and applies its events if it is accepted. */
    public Decision run(AcceleratorCommand command) {
        if (!(after instanceof AcceleratorImage image)) {
            return Decision.reject(new AcceleratorNotFound(before.id().text()));
        }
        var decision = AcceleratorDecider.decide(image, command, facts);
        if (!(decision instanceof Accepted(var decided))) {
            return decision;
        }
        var happened = happen(decided);
        if (happened instanceof Accepted) {
            steps.add(new Step(command, image, after, decided));
        }
        return happened;
    }

    /** One step for each accepted command. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Applies events and their consequences in other streams, which may refuse them all. */
    public Decision happen(List<StreamEvent> decided) {
        var afterBefore = after;
        var factsBefore = facts;
        var placedBefore = placed.size();
        for (var event : decided) {
            if (after instanceof AcceleratorImage image) {
                for (var consequence : consequences(image, event)) {
                    if (entail(consequence) instanceof Rejected refused) {
                        after = afterBefore;
                        facts = factsBefore;
                        placed.subList(placedBefore, placed.size()).clear();
                        return refused;
                    }
                }
            }
            placed.add(new Placed(before.id().text(), event));
            after = AcceleratorEvolution.evolve(after, provisional(event, after.revision() + 1));
        }
        return new Accepted(decided);
    }

    private List<Consequence> consequences(AcceleratorImage image, StreamEvent event) {
        return confirmable && event instanceof AccelerationRegionRemoved
                ? List.of()
                : Consequence.of(image, event, facts);
    }

    private Decision entail(Consequence consequence) {
        return switch (consequence) {
            case InPool(var command) -> {
                var pool = facts.pool(command.region());
                var stream = AddressPools.streamId(command.region());
                revisions.putIfAbsent(stream, pool.revision());
                var decision = AddressPoolDecider.decide(pool, command);
                if (decision instanceof Accepted(var happened)) {
                    for (var event : happened) {
                        placed.add(new Placed(stream, event));
                        pool = pool.evolve(provisional(event, pool.revision() + 1));
                    }
                    facts = facts.withPool(command.region(), pool);
                }
                yield decision;
            }
            case InPlan(var planId, var command) -> {
                var plan = facts.plan(planId);
                var decision = BandwidthPlanDecider.decide(plan, command);
                if (decision instanceof Accepted(var happened)) {
                    for (var event : happened) {
                        revisions.putIfAbsent(planId.text(), plan == null ? 0 : plan.revision());
                        placed.add(new Placed(planId.text(), event));
                        var revision = plan == null ? 1 : plan.revision() + 1;
                        plan = BandwidthPlan.evolve(plan, provisional(event, revision));
                    }
                    facts = plan == null ? facts : facts.withPlan(plan);
                }
                yield decision;
            }
        };
    }

    /** The event as it may be recorded, without hashes. */
    private RecordedEvent provisional(StreamEvent event, long revision) {
        return new RecordedEvent(
                event instanceof AddressPoolEvent ? "pool" : before.id().text(),
                revision,
                "",
                facts.now(),
                new Actor(before.account(), "", "", ""),
                event,
                RecordedEvent.NO_HASH,
                RecordedEvent.NO_HASH);
    }

    /** The facts beside the accelerator, after the events so far. */
    public AcceleratorFacts facts() {
        return facts;
    }

    /** The time of the change. */
    public Instant occurredAt() {
        return facts.now();
    }

    public AcceleratorImage before() {
        return before;
    }

    /** The accelerator after the change; its head is not known yet. */
    public AcceleratorRecord after() {
        return after;
    }

    /** The events of the accelerator itself. */
    public List<StreamEvent> events() {
        return eventsOf(before.id().text());
    }

    private List<StreamEvent> eventsOf(String streamId) {
        return placed.stream()
                .filter(event -> event.streamId().equals(streamId))
                .map(Placed::event)
                .toList();
    }

    /** All appends of the change; none when the accelerator already is as requested. */
    public List<Append> appends() {
        return placed.stream()
                .map(Placed::streamId)
                .distinct()
                .map(
                        id ->
                                new Append(
                                        id,
                                        revisions.getOrDefault(id, 0L),
                                        eventsOf(id),
                                        id.equals(before.id().text())
                                                ? new Decided(before, after)
                                                : null))
                .toList();
    }
}
