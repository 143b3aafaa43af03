package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sixlane.relay.Needs;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay at the end of its descriptors, and with many connections. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
@Isolated("it takes most of the host's ports")
class ExhaustionIT {
    private static final int MANY = 8_000;

    @ParameterizedTest
    @ValueSource(strings = {"native", "portable"})
    void without_descriptors_new_connections_are_refused_and_old_ones_live(String path)
            throws Exception {
        var open = new ArrayList<Socket>();
        var output = new CopyOnWriteArrayList<String>();
        try (var origin = Origin.echo();
                var relay = new RelayProcess(path, origin.port(), 400, output)) {
            wholeLife(relay);
            assertThatThrownBy(
                            () -> {
                                while (open.size() < 400) {
                                    var client = relay.connect();
                                    echo(client);
                                    open.add(client);
                                }
                            })
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThat(open).hasSizeGreaterThan(10);
            for (var i = 0; i < 10; i++) { // and continues refusing
                assertThatThrownBy(() -> echo(relay.connect())).isInstanceOf(SocketException.class);
            }
            // Those that are refused give descriptors back, which others may find.
            assertThat(outcomesOfManyAtOnce(relay)).contains("reset").isSubsetOf("reset", "served");
            await().untilAsserted(
                            () ->
                                    assertThat(output)
                                            .anySatisfy(
                                                    line ->
                                                            assertThat(line)
                                                                    .contains("descriptor")));
            assertThat(output).hasSizeLessThan(10);
            for (var client : open) {
                echo(client);
            }
            for (var i = 0; i < 5; i++) {
                open.removeFirst().close();
            }
            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> {
                                var client = relay.connect();
                                open.add(client);
                                echo(client);
                            });
        } catch (AssertionError | ConditionTimeoutException e) {
            throw new AssertionError(String.join("\n", output), e);
        } finally {
            for (var client : open) {
                client.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "portable"})
    void eight_thousand_idle_connections_are_held_and_any_of_them_can_speak(String path)
            throws Exception {
        Needs.that(
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() > 2 * MANY + 500,
                "%s open files".formatted(2 * MANY + 500),
                "raise the hard limit of ulimit -n");
        var clients = new ArrayList<Socket>();
        var accepted = new ArrayList<SocketChannel>();
        try (var origin = ServerSocketChannel.open()) {
            origin.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1024);
            var endpoint = (InetSocketAddress) origin.getLocalAddress();
            try (var relay =
                    new RelayProcess(
                            path,
                            endpoint.getPort(),
                            2 * MANY + 400,
                            new CopyOnWriteArrayList<>())) {
                for (var i = 0; i < MANY; i++) {
                    clients.add(relay.connect());
                    accepted.add(origin.accept());
                }
                for (var i = 0; i < MANY; i += 97) {
                    accepted.get(i).write(ByteBuffer.wrap(new byte[] {(byte) i}));
                }
                for (var i = 0; i < MANY; i += 97) {
                    assertThat((byte) clients.get(i).getInputStream().read()).isEqualTo((byte) i);
                }
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
            for (var channel : accepted) {
                channel.close();
            }
        }
    }

    /** Clients on every event loop, which take one another's last descriptors. */
    private static List<String> outcomesOfManyAtOnce(RelayProcess relay) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> client = () -> outcome(relay);
            return threads.invokeAll(Collections.nCopies(1_000, client)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static String outcome(RelayProcess relay) throws Exception {
        try (var client = relay.connect()) {
            echo(client);
            return "served";
        } catch (SocketException _) {
            return "reset";
        } catch (SocketTimeoutException _) {
            return "left waiting";
        }
    }

    /** So that what an end needs is loaded before descriptors are scarce. */
    private static void wholeLife(RelayProcess relay) throws Exception {
        try (var client = relay.connect()) {
            echo(client);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void echo(Socket client) throws Exception {
        client.getOutputStream().write('a');
        assertThat(client.getInputStream().read()).isEqualTo('a');
    }
}
