package io.sixlane.fleet;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates what relays of one host need. */
@Command(
        name = "prepare",
        description = {
            "Create what is missing for relays of one host: the authority, keys, certificates.",
            "Renews certificates that expire within 30 days. docker compose runs it at each start."
        },
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
    @Option(
            names = "--folder",
            required = true,
            paramLabel = "DIR",
            description = "Gets authority/ and a folder for each relay, named by its id.")
    private Path folder = Path.of("");

    @Parameters(paramLabel = "REGION/ID", arity = "1..*", description = "The relays.")
    private List<String> relays = List.of();

    @Override
    public Integer call() {
        new FleetFolder(folder, InstantSource.system())
                .prepare(relays.stream().map(RelayIdentity::of).toList());
        return 0;
    }
}
