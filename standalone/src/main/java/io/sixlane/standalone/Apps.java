package io.sixlane.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The jars this stack runs, held until it ends. */
final class Apps implements AutoCloseable {

    private final Map<String, AppJar> jars = new TreeMap<>();
    private final List<FileChannel> holds = new ArrayList<>();

    /**
     * Unpacks what is new and trains AOT caches where they lack. Takes about a minute on first use
     * and nothing later. Two stacks that start at once take turns.
     *
     * @param home root of the project
     * @param teardown ends a training in the middle
     */
    static Apps prepare(Path home, boolean train, Narrator narrator, Teardown teardown) {
        var folder = home.resolve(".sixlane/apps");
        var training = home.resolve(".sixlane/training");
        try {
            Files.createDirectories(folder);
            try (var channel =
                            FileChannel.open(
                                    folder.resolve("preparing.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                Training.clean(training);
                var apps = new Apps();
                for (var name : Parts.APPS) {
                    var jar = AppJar.unpacked(home, folder, name);
                    apps.jars.put(name, jar);
                    apps.holds.add(jar.hold());
                }
                AppJar.removeOthers(folder, List.copyOf(apps.jars.values()));
                var untrained = apps.jars.values().stream().filter(jar -> !jar.hasCache()).toList();
                if (train && !untrained.isEmpty()) {
                    teardown.add(new Training(training, narrator)).train(untrained);
                }
                return apps;
            }
        } catch (IOException e) {
            throw new StackException("%s cannot be used: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    List<String> command(Part part) {
        var jar = jars.get(part.app());
        if (jar == null) {
            throw new IllegalArgumentException("unknown app " + part.app());
        }
        return jar.command(part.name());
    }

    @Override
    public void close() throws IOException {
        for (var hold : holds) {
            hold.close();
        }
    }
}
