package io.sixlane.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what runs. */
@Command(
        name = "status",
        description = "Show what runs and whether it is ready; exit code 0 when all of it is.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin private final StackOptions options = new StackOptions();

    @Override
    public Integer call() {
        var narrator = new Narrator(System.out);
        var run = options.folder().run();
        var holder = RunFolder.holder(run);
        if (holder == null) {
            narrator.print("No stack runs on %s.".formatted(options.folder().root()));
            return 1;
        }
        narrator.print(
                "Supervisor %s, data and logs in %s".formatted(holder, options.folder().root()));
        var allReady = true;
        for (var part :
                Parts.all(
                        options.ports(), options.folder(), AddressPlan.loopback(), Shores.here())) {
            var process = RunFolder.process(run, part.name());
            var ready = process.isPresent() && Readiness.isReady(part);
            allReady &= ready;
            narrator.print(
                    "  %-20s %-9s %s"
                            .formatted(
                                    part.name(),
                                    ready ? "ready" : process.isPresent() ? "starting" : "down",
                                    process.map(p -> "process " + p.pid()).orElse("")));
        }
        return allReady ? 0 : 1;
    }
}
