package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.configuration.accelerator.HealthCheck.DEFAULT_INTERVAL_SECONDS;
import static io.sixlane.configuration.accelerator.HealthCheck.DEFAULT_THRESHOLD;
import static io.sixlane.configuration.accelerator.HealthCheck.DEFAULT_TIMEOUT_MILLIS;

import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.HealthCheck.StatusRange;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a health check; the ranges and their sources are {@link HealthCheck}'s. */
final class HealthCheckFields {
    private static final int MOST_INTERVAL_SECONDS = 60;
    private static final int LEAST_TIMEOUT_MILLIS = 100;
    private static final int MOST_TIMEOUT_MILLIS = 10_000;

    /** A check skips interim answers, so a range of those alone could never pass. */
    private static final int LEAST_FINAL_STATUS = 200;

    /** Source: AWS Global Accelerator's HealthCheckPath, at most 255 characters. */
    private static final TextForm PATH =
            TextForm.matching(
                    "/[\\-a-zA-Z0-9@:%_\\\\+.~#?&/=]{0,254}",
                    1, 255, "/health", "must be 1 to 255 characters of a path and start with /");

    private static final TextForm HOST =
            TextForm.matching(
                    "[A-Za-z0-9.:_\\[\\]\\-]{1,253}",
                    1,
                    253,
                    "example.com",
                    "must be a host name or address, at most 253 characters");

    private HealthCheckFields() {}

    static HealthCheck read(JsonFields fields) {
        return fields.union(
                "protocol",
                List.of(HealthCheck.Protocol.values()),
                Enum::name,
                null,
                HealthCheckFields::read);
    }

    private static HealthCheck read(HealthCheck.Protocol protocol, JsonFields fields) {
        var asked = fields.optionalInteger("intervalSeconds", 1, MOST_INTERVAL_SECONDS);
        var wanted =
                fields.optionalInteger("timeoutMillis", LEAST_TIMEOUT_MILLIS, MOST_TIMEOUT_MILLIS);
        var interval = orDefault(asked, leastInterval(wanted));
        var timeout = orDefault(wanted, Math.min(DEFAULT_TIMEOUT_MILLIS, 1_000 * interval));
        if (fields.areGood("intervalSeconds", "timeoutMillis") && timeout > 1_000 * interval) {
            fields.wrong(
                    "timeoutMillis",
                    "must be at most the interval, which is %s s".formatted(interval));
        }
        var port = fields.optionalInteger("port", 1, 65_535);
        var threshold = orDefault(fields.optionalInteger("threshold", 2, 10), DEFAULT_THRESHOLD);
        if (protocol == HealthCheck.Protocol.TCP) {
            Stream.of("path", "host", "expectedStatus")
                    .forEach(name -> fields.refused(name, "is for HTTP and HTTPS checks only"));
            return new HealthCheck(protocol, port, interval, timeout, threshold, null, null, null);
        }
        return new HealthCheck(
                protocol,
                port,
                interval,
                timeout,
                threshold,
                fields.optionalText("path", PATH),
                fields.optionalText("host", HOST),
                fields.optionalObject("expectedStatus", HealthCheckFields::status));
    }

    /** The default, or so long that the timeout fits in. */
    private static int leastInterval(@Nullable Integer timeoutMillis) {
        return timeoutMillis == null
                ? DEFAULT_INTERVAL_SECONDS
                : Math.max(DEFAULT_INTERVAL_SECONDS, Math.ceilDiv(timeoutMillis, 1_000));
    }

    private static int orDefault(@Nullable Integer value, int absent) {
        return Objects.requireNonNullElse(value, absent);
    }

    private static StatusRange status(JsonFields fields) {
        var from = fields.integer("from", 100, 599);
        var to = fields.integer("to", LEAST_FINAL_STATUS, 599);
        if (fields.areGood("from", "to") && from > to) {
            fields.wrong("to", "must not be less than from, which is " + from);
        }
        return new StatusRange(from, Math.max(from, to));
    }
}
