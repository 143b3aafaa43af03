package io.sixlane.fleet;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates what relays and services of one host need. */
@Command(
        name = "prepare",
        description = {
            "Create what is missing for an installation on one host: the authority, keys and"
                    + " certificates of relays, passwords.",
            "Renews certificates that expire within 30 days. docker compose runs it at each start."
        },
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
    @Option(
            names = "--folder",
            required = true,
            paramLabel = "DIR",
            description =
                    "Gets authority/, a folder for each relay, named by its id, and one for each"
                            + " service.")
    private Path folder = Path.of("");

    @Option(
            names = "--services",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Each gets a folder with the passwords of its role in the database and of its"
                            + " Kafka clients, as do postgres, the owner of the database server,"
                            + " and operator.")
    private List<String> services = List.of();

    @Option(
            names = "--kafka",
            paramLabel = "HOST",
            description =
                    "By which clients connect to Kafka: its certificate, and a copy of what it"
                            + " needs to know, go to server-HOST/.")
    private @Nullable String kafka;

    @Option(
            names = "--relays-at",
            paramLabel = "HOST",
            description =
                    "By which relays on other machines connect to Kafka: its certificate for them"
                            + " goes to relays/ in the folder of --kafka.")
    private @Nullable String relaysAt;

    @Parameters(paramLabel = "REGION/ID", arity = "1..*", description = "The relays.")
    private List<String> relays = List.of();

    @Override
    public Integer call() {
        var fleet = new FleetFolder(folder, InstantSource.system());
        var identities = relays.stream().map(RelayIdentity::of).toList();
        fleet.prepare(identities);
        var secrets = new Secrets(folder);
        if (!services.isEmpty()) {
            secrets.prepareDatabases(services);
        }
        var keys = new SigningKeys(secrets, folder.resolve("signers"));
        identities.forEach(identity -> keys.prepare(identity.relay()));
        services.forEach(keys::prepare);
        if (kafka != null) {
            var broker = fleet.server(kafka);
            if (relaysAt != null) {
                var _ = fleet.server(relaysAt, broker.key().resolveSibling("relays"));
            }
            var known = new Secrets(broker.key().resolveSibling(""));
            var principals = new ArrayList<>(services);
            principals.add("operator");
            identities.forEach(identity -> principals.add(identity.relay()));
            for (var principal : principals) {
                secrets.writeBusSettings(principal, Optional.of(broker.authority()));
                known.copyBusPassword(principal, secrets);
            }
        }
        return 0;
    }
}
