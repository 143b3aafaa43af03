package io.sixlane.audit;

import io.sixlane.audit.replay.EventReader;
import io.sixlane.audit.replay.Moment;
import io.sixlane.audit.restore.ImagesTopic;
import io.sixlane.audit.restore.RestorePlan;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Topics;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes images that are folded from the log. */
@Command(
        name = "restore",
        description = {
            "Publish the images topic again from the log: records that it lacks, or has at a lower"
                    + " revision or with other content.",
            "Refuses when the topic has a record newer than the log, unless --force. Relays ignore"
                    + " a record that is not newer than theirs."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final LogOptions log = new LogOptions();

    @Option(
            names = "--images-topic",
            paramLabel = "NAME",
            description = "The topic to write (default: ${DEFAULT-VALUE}).",
            defaultValue = Topics.IMAGES)
    private String images = Topics.IMAGES;

    @Option(
            names = "--removed-kept",
            paramLabel = "TIME",
            description =
                    "Removals older than this are not published again: 7d, 36h (default:"
                            + " ${DEFAULT-VALUE}).",
            defaultValue = "${SIXLANE_REMOVED_KEPT:-7d}")
    private Duration removedKept = Duration.ofDays(7);

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            description =
                    "The control plane's key, without which relays ignore what is published"
                            + " (default: ${DEFAULT-VALUE}, if it exists).",
            defaultValue = "${SIXLANE_SIGNING_KEY:-.sixlane/secrets/provisioning/signing-key.pem}")
    private Path signingKey = Path.of("");

    @Option(names = "--dry-run", description = "Print what would be published; publish nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Write also over records newer than the log's.")
    private boolean force;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var key = Files.exists(signingKey) ? signingKey.toString() : "";
        var topic = new ImagesTopic(log.kafka().signed(key, ""), images);
        topic.check(log.topicName());
        var moment = new Moment(Instant.MAX);
        EventReader reader;
        try (var source = log.open()) {
            reader = new EventReader(source.positionWord(), moment::apply);
            source.read(reader::accept, new ProgressLine(err, "Replaying " + source.name()));
        }
        moment.leaveOut(reader.stopped().keySet());
        var held =
                topic.exists()
                        ? topic.read(new ProgressLine(err, "Reading topic " + images))
                        : new HashMap<String, AcceleratorRecord>();
        held.keySet().removeAll(reader.stopped().keySet());
        var plan = RestorePlan.of(moment.records(), held, Instant.now().minus(removedKept));
        print(out, plan, reader);
        if (plan.wouldGoBack() && !force) {
            out.println("Refused: the topic knows more than the log. Look at it; --force goes on.");
            out.flush();
            return Audit.FOUND;
        }
        if (dryRun) {
            out.println("Nothing was published (--dry-run).");
        } else {
            var records = plan.toPublish(force);
            topic.publish(records, new ProgressLine(err, "Publishing to " + images));
            out.printf("Published %s records to %s.%n", records.size(), images);
        }
        out.flush();
        return reader.stopped().isEmpty() && reader.unreadable() == 0 ? 0 : Audit.FOUND;
    }

    private static void print(PrintWriter out, RestorePlan plan, EventReader reader) {
        out.printf("After %s events:%n", reader.events());
        list(out, "missing in the topic", plan.missing());
        list(out, "older in the topic", plan.older());
        list(out, "with another content in the topic", plan.different());
        out.printf("  %s the same%n", plan.same());
        list(out, "newer in the topic", plan.newer());
        out.printf(
                "  %s removed too long ago to be published (--removed-kept)%n", plan.forgotten());
        if (!plan.unknown().isEmpty()) {
            out.printf("  %s the log does not know: %s%n", plan.unknown().size(), plan.unknown());
        }
        reader.stopped()
                .forEach((id, why) -> out.printf("  left alone, not readable: %s: %s%n", id, why));
    }

    private static void list(PrintWriter out, String what, List<AcceleratorRecord> records) {
        out.printf("  %s %s", records.size(), what);
        records.stream()
                .limit(10)
                .forEach(r -> out.printf("%n    %s revision %s", r.id(), r.revision()));
        out.println(records.size() > 10 ? "\n    …" : "");
    }
}
