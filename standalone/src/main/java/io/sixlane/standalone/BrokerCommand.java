package io.sixlane.standalone;

import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.Secrets;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FurtherPlace;
import io.sixlane.topics.BusRights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs Kafka alone, with TLS, for docker compose. */
@Command(
        name = "broker",
        hidden = true,
        description = "Run the broker of docker compose, with the files of sixlane fleet prepare.",
        mixinStandardHelpOptions = true)
final class BrokerCommand implements Callable<Integer> {
    private static final String EVERYWHERE = "0.0.0.0";

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "Of its log.")
    private Path folder = Path.of("");

    @Option(
            names = "--files",
            required = true,
            paramLabel = "DIR",
            description = "With its certificate, and the kafka-password of each principal.")
    private Path files = Path.of("");

    @Option(
            names = "--host",
            required = true,
            paramLabel = "NAME",
            description = "By which clients connect.")
    private String host = "";

    @Option(names = "--port", required = true, paramLabel = "N", description = "Of clients.")
    private int port;

    @Option(
            names = "--relays-at",
            paramLabel = "HOST:PORT",
            description =
                    "Where relays on other machines connect, with the certificate in relays/ of"
                            + " --files.")
    private String relaysAt = "";

    @Parameters(paramLabel = "RELAY", description = "The ids of relays.")
    private List<String> relays = List.of();

    private EmbeddedKafka start() {
        var certificate = CertificateFiles.in(files);
        if (relaysAt.isEmpty()) {
            return EmbeddedKafka.start(
                    folder, new Secrets(files), certificate, EVERYWHERE, host, port);
        }
        var others = RelaysAt.of(relaysAt);
        return EmbeddedKafka.start(
                folder,
                new Secrets(files),
                certificate,
                EVERYWHERE,
                host,
                port,
                new FurtherPlace(
                        CertificateFiles.in(files.resolve("relays")),
                        EVERYWHERE,
                        others.host(),
                        others.port()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.setProperty("sixlane.logs", folder.toString());
        var ready = folder.resolve("ready");
        Files.deleteIfExists(ready);
        var kafka = start();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "end-kafka"));
        kafka.admit(
                Stream.concat(
                                BusRights.services().stream().map(BusRights::ofService),
                                relays.stream().map(BusRights::ofRelay))
                        .toList());
        Files.createFile(ready);
        System.out.println("Kafka is ready at " + kafka.bootstrapServers());
        new CountDownLatch(1).await();
        return 0;
    }
}
