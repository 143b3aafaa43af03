package io.sixlane.provisioning.accelerator;

import static io.sixlane.configuration.accelerator.HealthCheck.DEFAULT_INTERVAL_SECONDS;
import static io.sixlane.configuration.accelerator.HealthCheck.DEFAULT_THRESHOLD;
import static io.sixlane.configuration.accelerator.HealthCheck.DEFAULT_TIMEOUT_MILLIS;

import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.HealthCheck.StatusRange;
import io.sixlane.provisioning.request.JsonFields;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a health check; the ranges and their sources are {@link HealthCheck}'s. */
final class HealthCheckFields {
    private static final int MOST_INTERVAL_SECONDS = 60;
    private static final int LEAST_TIMEOUT_MILLIS = 100;
    private static final int MOST_TIMEOUT_MILLIS = 10_000;

    /** Source: AWS Global Accelerator's HealthCheckPath, at most 255 characters. */
    private static final Pattern PATH = Pattern.compile("/[-a-zA-Z0-9@:%_\\\\+.~#?&/=]{0,254}");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]{1,253}");

    private HealthCheckFields() {}

    static HealthCheck read(JsonFields fields) {
        var protocol = fields.oneOf("protocol", HealthCheck.Protocol.class);
        var interval =
                orDefault(
                        fields.optionalInteger("intervalSeconds", 1, MOST_INTERVAL_SECONDS),
                        DEFAULT_INTERVAL_SECONDS);
        var timeout =
                orDefault(
                        fields.optionalInteger(
                                "timeoutMillis", LEAST_TIMEOUT_MILLIS, MOST_TIMEOUT_MILLIS),
                        Math.min(DEFAULT_TIMEOUT_MILLIS, 1_000 * interval));
        if (fields.areGood("intervalSeconds", "timeoutMillis") && timeout > 1_000 * interval) {
            fields.wrong(
                    "timeoutMillis",
                    "must be at most the interval, which is %d s".formatted(interval));
        }
        var check =
                new HealthCheck(
                        protocol,
                        fields.optionalInteger("port", 1, 65_535),
                        interval,
                        timeout,
                        orDefault(fields.optionalInteger("threshold", 2, 10), DEFAULT_THRESHOLD),
                        fields.optionalText("path", HealthCheckFields::checkPath),
                        fields.optionalText("host", HealthCheckFields::checkHost),
                        fields.optionalObject("expectedStatus", HealthCheckFields::status));
        if (fields.areGood("protocol") && protocol == HealthCheck.Protocol.TCP) {
            onlyHttp(fields, "path", check.path() != null);
            onlyHttp(fields, "host", check.host() != null);
            onlyHttp(fields, "expectedStatus", check.expectedStatus() != null);
        }
        return check;
    }

    private static int orDefault(@org.jspecify.annotations.Nullable Integer value, int absent) {
        return Objects.requireNonNullElse(value, absent);
    }

    private static void onlyHttp(JsonFields fields, String name, boolean there) {
        if (there) {
            fields.wrong(name, "is for HTTP and HTTPS checks only");
        }
    }

    private static Optional<String> checkPath(String path) {
        return PATH.matcher(path).matches()
                ? Optional.empty()
                : Optional.of("must be 1 to 255 characters of a path and start with /");
    }

    private static Optional<String> checkHost(String host) {
        return HOST.matcher(host).matches()
                ? Optional.empty()
                : Optional.of("must be a host name or address, at most 253 characters");
    }

    private static StatusRange status(JsonFields fields) {
        var from = fields.integer("from", 100, 599);
        var to = fields.integer("to", 100, 599);
        if (fields.areGood("from", "to") && from > to) {
            fields.wrong("to", "must not be less than from, which is " + from);
        }
        return new StatusRange(from, Math.max(from, to));
    }
}
