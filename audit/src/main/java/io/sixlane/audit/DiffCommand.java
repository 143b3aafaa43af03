package io.sixlane.audit;

import io.sixlane.audit.replay.EventReader;
import io.sixlane.audit.replay.Moment;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.json.FieldChange;
import io.sixlane.configuration.json.FieldDifference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the accelerators at two moments. */
@Command(
        name = "diff",
        description = "Compare two moments of the log, accelerator by accelerator, field by field.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    /**
     * An accelerator with an event between the moments.
     *
     * @param fromRevision 0 when it was not there
     * @param toRevision 0 when it is gone
     */
    record Changed(
            String acceleratorId, long fromRevision, long toRevision, List<FieldChange> fields) {}

    /** The document that {@code --json} prints. */
    record Difference(List<Changed> accelerators, SortedMap<String, String> leftOut) {}

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final LogOptions log = new LogOptions();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "The earlier moment, as replay's --at.")
    private Instant from = Instant.MIN;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "The later moment (default: ${DEFAULT-VALUE}).",
            defaultValue = "end")
    private Instant to = Instant.MAX;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        var before = new Moment(from);
        var after = new Moment(to);
        EventReader reader;
        try (var source = log.open()) {
            reader =
                    new EventReader(
                            source.positionWord(),
                            recorded -> {
                                before.apply(recorded);
                                after.apply(recorded);
                            });
            source.read(
                    reader::accept,
                    new ProgressLine(spec.commandLine().getErr(), "Replaying " + source.name()));
        }
        before.leaveOut(reader.stopped().keySet());
        after.leaveOut(reader.stopped().keySet());
        print(new Difference(changes(before, after), reader.stopped()));
        return reader.stopped().isEmpty() && reader.unreadable() == 0 ? 0 : Audit.FOUND;
    }

    private static List<Changed> changes(Moment before, Moment after) {
        var ids = new TreeSet<>(before.ids());
        ids.addAll(after.ids());
        var changes = new ArrayList<Changed>();
        for (var id : ids) {
            var old = image(before, id);
            var now = image(after, id);
            var fields = FieldDifference.between(old, now);
            if (!fields.isEmpty()) {
                changes.add(
                        new Changed(
                                id,
                                old == null ? 0 : old.revision(),
                                now == null ? 0 : now.revision(),
                                fields));
            }
        }
        return changes;
    }

    private static @Nullable AcceleratorImage image(Moment moment, String id) {
        return moment.find(id) instanceof AcceleratorImage image ? image : null;
    }

    private void print(Difference difference) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ConfigurationJson.mapper().writeValueAsString(difference));
        } else {
            out.printf(
                    "From %s to %s: %s accelerators changed.%n",
                    MomentOption.text(from),
                    MomentOption.text(to),
                    difference.accelerators().size());
            for (var changed : difference.accelerators()) {
                out.printf(
                        "%n%s, revision %s to %s%n",
                        changed.acceleratorId(),
                        changed.fromRevision() == 0 ? "none" : changed.fromRevision(),
                        changed.toRevision() == 0 ? "none" : changed.toRevision());
                for (var field : changed.fields()) {
                    out.println("  " + field.text());
                }
            }
            difference.leftOut().forEach((id, why) -> out.printf("%nLeft out: %s: %s%n", id, why));
        }
        out.flush();
    }
}
