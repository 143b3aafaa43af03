package io.sixlane.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The pages that show how something is done. */
final class Pages {
    private Pages() {}

    /**
     * All but those about benchmarks, which take from minutes to hours. The audit comes last: it
     * waits for a checkpoint of the changes that the others make.
     */
    static List<PageCommands> withCommands() throws IOException {
        var pages = new ArrayList<PageCommands>();
        for (var folder : List.of("docs/tutorial", "docs/how-to")) {
            try (Stream<Path> files = Files.list(Project.home().resolve(folder))) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    if (!isAboutBenchmarks(file)) {
                        pages.add(PageCommands.of(file));
                    }
                }
            }
        }
        return pages;
    }

    static List<PageCommands> thatRun() throws IOException {
        return withCommands().stream().filter(PageCommands::runs).toList();
    }

    private static boolean isAboutBenchmarks(Path page) {
        var name = page.getFileName().toString();
        return name.startsWith("benchmark") || name.startsWith("measure-");
    }
}
