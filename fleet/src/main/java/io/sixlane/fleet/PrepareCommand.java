package io.sixlane.fleet;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
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
                            + " database.")
    private Path folder = Path.of("");

    @Option(
            names = "--databases",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Services with a database of that name: each gets a postgres-password, as does"
                            + " the owner of the server, in postgres/.")
    private List<String> databases = List.of();

    @Parameters(paramLabel = "REGION/ID", arity = "1..*", description = "The relays.")
    private List<String> relays = List.of();

    @Override
    public Integer call() {
        new FleetFolder(folder, InstantSource.system())
                .prepare(relays.stream().map(RelayIdentity::of).toList());
        var secrets = new Secrets(folder);
        if (!databases.isEmpty()) {
            secrets.prepareDatabases(databases);
        }
        return 0;
    }
}
