package io.sixlane.provisioning.probe;

import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.relay.ProbedTls;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measurement as it is asked for. It names parts of the accelerator, never an address.
 *
 * @param region where the client is; null for the first acceleration region
 * @param listenerId null for the first one that forwards TCP
 * @param endpointId null for the first one that takes connections
 * @param port of the listener; null for its first one
 * @param path of the request; null is {@code /}
 * @param serverName that TLS names; null for the host of the image
 * @param verifyCertificate of HTTPS
 */
record WantedProbe(
        String acceleratorId,
        @Nullable String region,
        @Nullable String listenerId,
        @Nullable String endpointId,
        @Nullable Integer port,
        ProbeProtocol protocol,
        @Nullable String path,
        @Nullable String serverName,
        boolean verifyCertificate) {
    private static final TextForm PATH =
            TextForm.matching(
                    "/[\\-a-zA-Z0-9@:%_+.~?&/=]{0,254}",
                    1, 255, "/health", "must be 1 to 255 characters of a path and start with /");

    private static final TextForm SERVER_NAME =
            TextForm.matching(
                    "[A-Za-z0-9._\\-]{1,253}",
                    1,
                    ProbedTls.LONGEST_NAME,
                    "shop.example",
                    "must be a host name of at most 253 characters");

    static WantedProbe read(JsonFields fields) {
        return fields.union(
                "protocol", List.of(ProbeProtocol.values()), Enum::name, null, WantedProbe::read);
    }

    private static WantedProbe read(ProbeProtocol protocol, JsonFields fields) {
        var id = fields.text("acceleratorId", id("ga-", "ga-1"));
        if (protocol == ProbeProtocol.TCP) {
            fields.refused("path", "is for HTTP and HTTPS only");
        }
        var https = protocol == ProbeProtocol.HTTPS;
        if (!https) {
            fields.refused("serverName", "is for HTTPS only");
            fields.refused("verifyCertificate", "is for HTTPS only");
        }
        return new WantedProbe(
                id,
                fields.optionalCode("region"),
                fields.optionalText("listenerId", id("lsr-", "lsr-1")),
                fields.optionalText("endpointId", id("ep-", "ep-1")),
                fields.optionalInteger("port", 1, PortRange.MAX),
                protocol,
                protocol == ProbeProtocol.TCP ? null : fields.optionalText("path", PATH),
                https ? fields.optionalText("serverName", SERVER_NAME) : null,
                https && fields.bool("verifyCertificate", true));
    }

    /** Null unless the protocol is HTTPS. */
    @Nullable ProbedTls tls() {
        return protocol == ProbeProtocol.HTTPS
                ? new ProbedTls(serverName, verifyCertificate)
                : null;
    }

    private static TextForm id(String prefix, String example) {
        return TextForm.matching(
                prefix + "[a-z0-9]{1,60}",
                prefix.length() + 1,
                prefix.length() + 60,
                example,
                "must be %s and 1 to 60 lower-case letters or digits".formatted(prefix));
    }
}
