package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The live part of a JVM's heap. Its resident memory does not show it: new objects lie where
 * garbage has been.
 */
public final class LiveHeap {
    /** The two generations of the serial collector, as {@code GC.heap_info} prints them. */
    private static final Pattern GENERATION =
            Pattern.compile(
                    "^\\s*(?:DefNew|Tenured|def new generation|tenured generation)\\s+"
                            + "total \\d+K, used (\\d+)K",
                    Pattern.MULTILINE);

    private LiveHeap() {}

    /** KB after a full collection, which it asks for. */
    public static long kilobytes(long pid) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Host.output(List.of(jcmd, Long.toString(pid), "GC.run"));
        return parse(Host.output(List.of(jcmd, Long.toString(pid), "GC.heap_info")));
    }

    /**
     * @throws IOException when no generation is named
     */
    static long parse(String heap) throws IOException {
        var used = GENERATION.matcher(heap).results().map(found -> found.group(1)).toList();
        if (used.isEmpty()) {
            throw new IOException("not the heap of the serial collector: " + heap);
        }
        return used.stream().mapToLong(Long::parseLong).sum();
    }
}
