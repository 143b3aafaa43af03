package io.sixlane.relay.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.relay.lane.security.LaneCertificates;
import io.sixlane.relay.lane.security.LaneSecurity;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** The meters of what relays prove to each other at lanes. */
@Component
public final class CertificateMeters {
    /** Seconds until this relay's certificate expires; not a number without one. */
    static final String CERTIFICATE_SECONDS = "sixlane.relay.lanes.certificate.seconds";

    /** Accepted lanes whose other end has not proven who it is yet. */
    static final String UNPROVEN = "sixlane.relay.lanes.unproven";

    private final MeterRegistry registry;
    private final InstantSource clock;

    CertificateMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Shows them from now on. */
    public void watch(LaneCertificates certificates, LaneSecurity security) {
        Gauge.builder(CERTIFICATE_SECONDS, () -> secondsLeft(certificates))
                .strongReference(true)
                .register(registry);
        Gauge.builder(UNPROVEN, security::unproven).strongReference(true).register(registry);
    }

    private double secondsLeft(LaneCertificates certificates) {
        return certificates
                .expires()
                .map(end -> (double) Duration.between(clock.instant(), end).toSeconds())
                .orElse(Double.NaN);
    }
}
