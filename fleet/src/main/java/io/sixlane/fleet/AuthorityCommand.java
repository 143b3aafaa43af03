package io.sixlane.fleet;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the authority of a fleet. */
@Command(
        name = "ca",
        description = {
            "Create the certificate authority of a fleet, valid for ten years.",
            "The holder of its key can pose as any relay: keep it off the relays."
        },
        mixinStandardHelpOptions = true)
final class AuthorityCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where certificate.pem and key.pem go (default: ${DEFAULT-VALUE}).",
            defaultValue = "fleet-ca")
    private Path out = Path.of("fleet-ca");

    @Override
    public Integer call() {
        FleetAuthority.create(out, InstantSource.system());
        var to = spec.commandLine().getOut();
        to.printf("The authority is in %s; key.pem must stay secret.%n", out);
        to.flush();
        return 0;
    }
}
