package io.sixlane.platform;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.DockerClientFactory;

/**
 * Containers of a server's official image. A volume of its own keeps the data of a folder between
 * two starts, and ends with this process.
 */
final class Containers {
    /** Generous: a busy machine starts a virtual machine in a minute. */
    static final Duration START = Duration.ofMinutes(4);

    private static final Set<String> VOLUMES = ConcurrentHashMap.newKeySet();

    private Containers() {}

    /** Publishes the container's port at this one of the loopback address, and keeps its data. */
    static void place(CreateContainerCmd command, int inside, int port, Path folder, String data) {
        var volume =
                "sixlane-"
                        + HexFormat.of().toHexDigits(folder.toAbsolutePath().toString().hashCode());
        if (VOLUMES.add(volume)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(volume)));
        }
        Objects.requireNonNull(command.getHostConfig())
                .withPortBindings(
                        new PortBinding(
                                Ports.Binding.bindIpAndPort("127.0.0.1", port),
                                ExposedPort.tcp(inside)))
                .withBinds(new Bind(volume, new Volume(data)));
    }

    private static void remove(String volume) {
        DockerClientFactory.instance().client().removeVolumeCmd(volume).exec();
    }
}
