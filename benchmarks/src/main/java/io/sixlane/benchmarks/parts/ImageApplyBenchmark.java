package io.sixlane.benchmarks.parts;

import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One accelerator changes among many, as in a running relay for each record. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ImageApplyBenchmark {
    private static final Instant MORNING = Instant.parse("2026-01-01T08:00:00Z");

    @Param({"10000", "100000"})
    int accelerators;

    private ConfigurationImage image = ConfigurationImage.EMPTY;
    private long revision = 1;

    @Setup(Level.Trial)
    public void load() {
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        for (var number = 0; number < accelerators; number++) {
            delta.replay(accelerator(number, 1));
        }
        image = delta.apply();
    }

    @Benchmark
    public ConfigurationImage one_change() {
        var delta = new ConfigurationDelta(image);
        delta.replay(accelerator((int) (revision % accelerators), ++revision));
        image = delta.apply();
        return image;
    }

    private static AcceleratorImage accelerator(int number, long revision) {
        return new AcceleratorImage(
                new AcceleratorId("ga-" + number),
                revision,
                RecordedEvent.NO_HASH,
                MORNING,
                Accelerator.bare("local", new SpecificationLimits("SMALL_I", 1, 20, 5_000)));
    }
}
