package io.sixlane.platform;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Properties;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/** Kafka in a container, with the settings of the embedded one. */
final class ContainerBroker implements AutoCloseable {
    private static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();
    private static final String SETTINGS = "/mnt/shared/config/server.properties";
    private static final String DATA = "/var/lib/kafka/data";
    private static final int CLIENTS = 9092;
    private static final int CONTROLLER = 9093;

    private final GenericContainer<?> container;

    private ContainerBroker(GenericContainer<?> container) {
        this.container = container;
    }

    /** Returns before it serves clients, which wait for it. */
    static ContainerBroker start(BrokerPlace place, Properties embedded) throws IOException {
        var settings = new Properties();
        settings.putAll(embedded);
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + CONTROLLER);
        settings.put(
                "listeners",
                "%s://0.0.0.0:%s,%s://127.0.0.1:%s"
                        .formatted(
                                BrokerSecurity.CLIENTS,
                                CLIENTS,
                                BrokerSecurity.CONTROLLER,
                                CONTROLLER));
        settings.put("log.dirs", DATA + "/log");
        var text = new StringWriter();
        settings.store(text, "those of the embedded broker, at other places");
        var container =
                new GenericContainer<>(IMAGE)
                        .withCopyToContainer(Transferable.of(text.toString()), SETTINGS)
                        .withExposedPorts(CLIENTS)
                        .withStartupTimeout(Containers.START)
                        .withCreateContainerCmdModifier(
                                command ->
                                        Containers.place(
                                                command,
                                                CLIENTS,
                                                place.port(),
                                                place.folder(),
                                                DATA));
        container.start();
        return new ContainerBroker(container);
    }

    @Override
    public void close() {
        container.stop();
    }
}
