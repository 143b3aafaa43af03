package io.sixlane.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** The jars this stack runs, held until it ends. */
final class Apps implements AutoCloseable {

    private static final int UNPACKED_AT_ONCE = 2;

    private final Map<String, AppJar> jars = new TreeMap<>();
    private final List<FileChannel> holds = new ArrayList<>();

    /**
     * Unpacks new jars. Two stacks that start at once run one after the other.
     *
     * @param home the unpacked distribution or the root of the sources
     * @param folder parent of what is unpacked
     */
    static Apps prepare(Path home, Path folder, Narrator narrator) {
        try {
            Files.createDirectories(folder);
            try (var channel =
                            FileChannel.open(
                                    folder.resolve("preparing.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var apps = new Apps();
                var folders = unpack(home, folder, narrator);
                for (var app : folders) {
                    apps.jars.put(app.app(), app.jar(home));
                    apps.holds.add(app.hold());
                }
                AppFolder.removeOthers(folder, folders);
                return apps;
            }
        } catch (IOException e) {
            throw new StackException("%s cannot be used: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    private static List<AppFolder> unpack(Path home, Path folder, Narrator narrator) {
        try (var threads = Executors.newFixedThreadPool(UNPACKED_AT_ONCE)) {
            var folders =
                    Parts.APPS.stream()
                            .map(
                                    app ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            AppFolder.prepare(
                                                                    home, folder, app, narrator),
                                                    threads))
                            .toList();
            return folders.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException known ? known : e;
        }
    }

    Collection<AppJar> jars() {
        return List.copyOf(jars.values());
    }

    AppJar of(Part part) {
        var jar = jars.get(part.app());
        if (jar == null) {
            throw new IllegalArgumentException("unknown app " + part.app());
        }
        return jar;
    }

    @Override
    public void close() throws IOException {
        for (var hold : holds) {
            hold.close();
        }
    }
}
