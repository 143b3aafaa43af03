package io.sixlane.provisioning.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures each step of a batch after the one before it. For one thread. */
final class StepTimes implements PublicationObserver {
    private final Map<PublicationStep, Timer> timers = new EnumMap<>(PublicationStep.class);
    private long beganNanos;

    StepTimes(MeterRegistry meters) {
        for (var step : PublicationStep.values()) {
            if (step.compareTo(PublicationStep.READ) > 0) {
                timers.put(
                        step,
                        Timer.builder(PublicationMeters.STEP)
                                .description("time from the step before to this one")
                                .tag("step", step.name().toLowerCase(Locale.ROOT))
                                .register(meters));
            }
        }
    }

    @Override
    public void reached(PublicationStep step) {
        var now = System.nanoTime();
        var timer = timers.get(step);
        if (timer != null) {
            timer.record(now - beganNanos, TimeUnit.NANOSECONDS);
        }
        beganNanos = now;
    }
}
