package io.sixlane.relay.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Takes this relay out of service. */
@Command(
        name = "drain",
        description = {
            "Take the relay out of service: open connections stay, others go elsewhere.",
            "Prints the connections that are left."
        },
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
    @ParentCommand private RelayCommand root = new RelayCommand();

    @Option(names = "--undo", description = "Bring it back into service.")
    private boolean undo;

    @Override
    public Integer call() {
        var port = new Membership(root.files()).setting("SIXLANE_HTTP_PORT");
        var wanted = undo ? "ACTIVE" : "DRAINING";
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%s/actuator/relay"
                                                            .formatted(port)))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"state\":\"%s\"}".formatted(wanted)))
                                    .build(),
                            BodyHandlers.ofString(UTF_8));
            root.out().println(answer.body());
            return answer.statusCode() == 200 ? 0 : 1;
        } catch (IOException e) {
            throw new JoinException("The relay does not run at port %s.".formatted(port), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JoinException("interrupted", e);
        }
    }
}
