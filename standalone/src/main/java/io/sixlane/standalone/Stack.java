package io.sixlane.standalone;

import io.sixlane.fleet.FleetException;
import io.sixlane.fleet.FleetFolder;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.platform.PlatformException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The whole local stack of one data folder.
 *
 * <p>{@link #close} may come at any time, also from a shutdown hook while {@link #start} runs: it
 * ends what was started, the gateway first, then services and relays, then Kafka and PostgreSQL,
 * then the routes.
 */
final class Stack implements AutoCloseable {

    private static final Duration NAME_AWAITED_EVERY = Duration.ofSeconds(15);

    private final StackOptions options;
    private final StackFolder folder;
    private final Ports ports;
    private final Narrator narrator;
    private final Teardown teardown;
    private final Kind kind;

    /** Programs beside the stack. */
    enum Kind {
        PLAIN,
        /** The demo's web server. */
        DEMO,
        /** The demo's web server and a relay, beyond an ocean. */
        DEMO_ACROSS_OCEAN
    }

    /**
     * A stack that is ready.
     *
     * @param listenerPort the port that a new listener of the demo can have
     */
    record Started(int listenerPort, Shores shores) {}

    Stack(StackOptions options, Kind kind, Narrator narrator) {
        this.options = options;
        this.folder = options.folder();
        this.ports = options.ports();
        this.narrator = narrator;
        this.kind = kind;
        this.teardown = new Teardown(narrator);
    }

    /** Starts everything and returns when everything is ready. */
    Started start() {
        var archives = teardown.add(new StartArchives(narrator));
        var run = teardown.add(RunFolder.acquire(folder.run()));
        createFolders();
        prepareFleet();
        narrator.print("Sixlane, data and logs in " + folder.root());
        heal(run);
        Host.requireIpv6();
        Host.requireSpace(folder);
        ports.requireFree(kind != Kind.PLAIN);
        // Asked before the relays come, which bind it for the accelerators of earlier days.
        var webIsTaken = !Ports.isFree(InetAddress.ofLiteral("::"), ports.web());
        teardown.add(() -> narrator.print("Ended."));
        var apps = teardown.add(prepare(archives));

        var began = Instant.now();
        var addresses = teardown.add(new Routes()).apply(options.addresses(), ports.offset());
        narrator.print(addresses.sentence());
        var ocean = kind == Kind.DEMO_ACROSS_OCEAN ? teardown.add(Ocean.open()) : null;
        var shores = (ocean == null ? Shores.here() : ocean.shores()).with(options.relaysAt());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var platform = new Platform(ports, folder, narrator, teardown, shores);
            together(threads, List.of(platform::startPostgres, platform::startKafka));
            if (ocean != null) {
                teardown.add(ocean.startOrigin(ports.origin()));
            } else if (kind == Kind.DEMO) {
                teardown.add(Origin.start(Shores.LOOPBACK, ports.origin()));
            }
            var launches = new Launches(apps, archives, shores);
            startParts(threads, Parts.all(ports, folder, addresses, shores), launches, run);
        }
        archives.stackIsReady();
        narrator.print(
                "Ready in %s: http://localhost:%s/"
                        .formatted(
                                Narrator.seconds(Duration.between(began, Instant.now())),
                                ports.gateway()));
        return new Started(addresses.listenerPort(ports.web(), webIsTaken), shores);
    }

    /** Relays know each other by certificates, which the first start makes. */
    private void prepareFleet() {
        try {
            new FleetFolder(folder.fleet(), InstantSource.system()).prepare(Parts.RELAYS);
            Parts.SIGNERS.forEach(folder.signingKeys()::prepare);
        } catch (FleetException e) {
            throw new StackException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Ends the remains of a crash: children that outlived their supervisor, and a PostgreSQL. */
    private void heal(RunFolder run) {
        var survivors = run.endSurvivors();
        if (!survivors.isEmpty()) {
            narrator.print(
                    "Ended what the last run left behind: " + String.join(", ", survivors) + ".");
        }
        if (EmbeddedPostgres.endSurvivor(folder.postgres())) {
            narrator.print("Ended the PostgreSQL that the last run left behind.");
        }
    }

    private Apps prepare(StartArchives archives) {
        var apps = Apps.prepare(StackOptions.home(), options.apps(), narrator);
        try {
            if (options.records()) {
                archives.record(options.apps(), apps.jars());
            }
            return apps;
        } catch (IOException e) {
            throw new StackException(
                    "%s cannot be written: %s.".formatted(options.apps(), e.getMessage()), e);
        }
    }

    private void startParts(
            ExecutorService threads, List<Part> parts, Launches launches, RunFolder run) {
        var all =
                parts.stream()
                        .map(
                                part ->
                                        new SupervisedPart(
                                                part,
                                                launches.of(part),
                                                folder.log(part.name()),
                                                run,
                                                narrator))
                        .toList();
        var gateway = parts.stream().map(Part::name).toList().indexOf(Parts.GATEWAY);
        teardown.add(() -> together(threadsOf(all, gateway)));
        teardown.add(() -> all.get(gateway).stop());
        var waiting = new ConcurrentSkipListSet<>(parts.stream().map(Part::name).toList());
        Thread.ofVirtual().name("name-what-is-awaited").start(() -> nameWhatIsAwaited(waiting));
        together(
                threads,
                parts.stream()
                        .<Runnable>map(
                                part ->
                                        () -> {
                                            startPart(part, all.get(parts.indexOf(part)));
                                            waiting.remove(part.name());
                                        })
                        .toList());
    }

    private static List<Runnable> threadsOf(List<SupervisedPart> parts, int except) {
        return parts.stream()
                .filter(part -> part != parts.get(except))
                .<Runnable>map(part -> part::stop)
                .toList();
    }

    private void nameWhatIsAwaited(Set<String> waiting) {
        try {
            Thread.sleep(NAME_AWAITED_EVERY);
            while (!waiting.isEmpty() && !teardown.isClosed()) {
                narrator.print("  waiting for " + String.join(", ", waiting));
                Thread.sleep(NAME_AWAITED_EVERY);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void startPart(Part part, SupervisedPart supervised) {
        var began = Instant.now();
        supervised.start();
        supervised.awaitReady();
        narrator.ready(part.name(), Duration.between(began, Instant.now()), part.url());
    }

    private static void together(List<Runnable> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            together(threads, tasks);
        }
    }

    /** Runs all at once; the first failure is thrown when all have ended. */
    private static void together(ExecutorService threads, List<Runnable> tasks) {
        try {
            CompletableFuture.allOf(
                            tasks.stream()
                                    .map(task -> CompletableFuture.runAsync(task, threads))
                                    .toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            throw sentence(e);
        }
    }

    private static StackException sentence(CompletionException e) {
        return switch (e.getCause()) {
            case StackException known -> known;
            case PlatformException platform ->
                    new StackException(String.valueOf(platform.getMessage()), platform);
            case null, default -> throw e;
        };
    }

    private void createFolders() {
        try {
            folder.makePrivate();
        } catch (IOException e) {
            throw new StackException("%s cannot be made.".formatted(folder.root()), e);
        }
    }

    @Override
    public void close() {
        teardown.close();
    }
}
