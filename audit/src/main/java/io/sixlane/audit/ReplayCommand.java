package io.sixlane.audit;

import io.sixlane.audit.replay.AppliedByRelays;
import io.sixlane.audit.replay.AppliedByRelays.Applied;
import io.sixlane.audit.replay.EventReader;
import io.sixlane.audit.replay.Forwarding;
import io.sixlane.audit.replay.Moment;
import io.sixlane.audit.source.RelayTable;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the forwarding at a moment. */
@Command(
        name = "replay",
        description =
                "Rebuild every accelerator from the log alone, and show the wanted forwarding of"
                        + " each region at a moment: accelerated address and port, endpoints, weights;"
                        + " and, where still known, the revision that each relay had applied.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    /**
     * The document that {@code --json} prints.
     *
     * @param at null for the end of the log
     * @param events of all streams
     * @param relays what each relay of a region had applied by then; nothing of a region where
     *     nothing is known any more
     * @param leftOut accelerators whose events could not all be read, and why
     */
    record Replayed(
            @Nullable Instant at,
            long events,
            List<AcceleratorImage> accelerators,
            SortedMap<String, List<Forwarding>> regions,
            SortedMap<String, List<Applied>> relays,
            SortedMap<String, String> leftOut) {}

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final LogOptions log = new LogOptions();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "2026-11-23T10:15:30Z, a date, or end (default: ${DEFAULT-VALUE}).",
            defaultValue = "end")
    private Instant at = Instant.MAX;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(
            names = "--export",
            paramLabel = "FOLDER",
            description =
                    "Write images.jsonl with one record per accelerator, and a REGION.json for each"
                            + " region.")
    private @Nullable Path export;

    @Option(
            names = "--relays-file",
            paramLabel = "FILE",
            description =
                    "The applied revisions of relays that audit export wrote, instead of the"
                            + " topic.")
    private @Nullable Path relays;

    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var moment = new Moment(at);
        EventReader reader;
        try (var source = log.open()) {
            reader = new EventReader(source.positionWord(), moment::apply);
            source.read(
                    reader::accept,
                    new ProgressLine(spec.commandLine().getErr(), "Replaying " + source.name()));
        }
        moment.leaveOut(reader.stopped().keySet());
        var regions = Forwarding.of(moment.accelerators());
        var replayed =
                new Replayed(
                        at.equals(Instant.MAX) ? null : at,
                        reader.events(),
                        moment.accelerators(),
                        regions,
                        applied().byRegion(regions.keySet(), moment),
                        reader.stopped());
        if (export != null) {
            export(export, moment, replayed);
        }
        if (json) {
            out.println(ConfigurationJson.mapper().writeValueAsString(replayed));
        } else {
            new ForwardingText(out).print(MomentOption.text(at), replayed, reader.unreadable());
        }
        out.flush();
        return reader.stopped().isEmpty() && reader.unreadable() == 0 ? 0 : Audit.FOUND;
    }

    private AppliedByRelays applied() {
        var applied = new AppliedByRelays(at);
        var statuses = WitnessSources.relays(log, relays);
        if (statuses.isPresent()) {
            try (var source = statuses.get()) {
                var progress =
                        new ProgressLine(spec.commandLine().getErr(), "Reading " + source.name());
                // Its beginning ends with its retention.
                var _ = source.read(applied::accept, progress);
            }
        }
        var access = database.access();
        if (access != null) {
            RelayTable.read(access).forEach(applied::noted);
        }
        return applied;
    }

    /** A region comes from the log, which may be forged: it names no other folder. */
    private static String fileName(String region) {
        return region.replaceAll("[^A-Za-z0-9_-]", "_") + ".json";
    }

    private static void export(Path folder, Moment moment, Replayed replayed) throws IOException {
        Files.createDirectories(folder);
        try (var images = Files.newBufferedWriter(folder.resolve("images.jsonl"))) {
            for (var record : moment.records()) {
                images.write(ConfigurationJson.mapper().writeValueAsString(record));
                images.newLine();
            }
        }
        for (var region : replayed.regions().entrySet()) {
            Files.write(
                    folder.resolve(fileName(region.getKey())),
                    ConfigurationJson.write(region.getValue()));
        }
    }
}
