package io.sixlane.fleet;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates or renews the certificate of one relay. */
@Command(
        name = "certificate",
        description = {
            "Create the key and the certificate of one relay, valid for a year.",
            "Copy the folder to the relay and name the files in SIXLANE_LANE_CERTIFICATE,"
                    + " SIXLANE_LANE_KEY and SIXLANE_LANE_AUTHORITY. A running relay reads changed"
                    + " files by itself."
        },
        mixinStandardHelpOptions = true)
final class CertificateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--ca",
            paramLabel = "DIR",
            description = "The authority (default: ${DEFAULT-VALUE}).",
            defaultValue = "fleet-ca")
    private Path authority = Path.of("fleet-ca");

    @Option(
            names = "--region",
            required = true,
            paramLabel = "R",
            description = "As in SIXLANE_RELAY_REGION.")
    private String region = "";

    @Option(
            names = "--relay",
            required = true,
            paramLabel = "ID",
            description = "As in SIXLANE_RELAY_ID.")
    private String relay = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where certificate.pem, key.pem and authority.pem go.")
    private Path out = Path.of("");

    @Option(names = "--renew", description = "Replace the certificate in DIR and keep its key.")
    private boolean renew;

    @Override
    public Integer call() {
        var identity = new RelayIdentity(region, relay);
        var issuer = FleetAuthority.load(authority, InstantSource.system());
        var files = renew ? issuer.renew(identity, out) : issuer.issue(identity, out);
        var to = spec.commandLine().getOut();
        to.printf(
                "%s is valid until %s.%n",
                files.certificate(),
                Pem.certificate(files.certificate()).getNotAfter().toInstant());
        to.flush();
        return 0;
    }
}
