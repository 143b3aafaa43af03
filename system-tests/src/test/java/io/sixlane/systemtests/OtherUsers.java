package io.sixlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What other users of the host find of a running stack: files, arguments and ports. */
record OtherUsers(Path folder, List<ProcessHandle> processes) {
    /** Programs, public keys, and pids, which {@code ps} shows as well. */
    private static final Set<String> PUBLIC = Set.of("apps", "signers", "run", "unpacked");

    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_EXECUTE);

    /** Files that they can read, but programs, public keys and the test's own. */
    List<Path> readable() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes of)
                            throws IOException {
                        var isPublic = PUBLIC.contains(at.getFileName().toString());
                        return at.equals(folder) || (isOpen(at) && !isPublic)
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes of)
                            throws IOException {
                        if (!folder.equals(file.getParent())
                                && !of.isSymbolicLink()
                                && isOpen(file)) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }

    private static boolean isOpen(Path part) throws IOException {
        return Files.getPosixFilePermissions(part).stream().anyMatch(OF_OTHERS::contains);
    }

    /** Passwords and keys among the arguments of processes. */
    List<String> argumentsWithSecrets() throws IOException {
        var secrets = secrets();
        assertThat(secrets).hasSizeGreaterThan(5);
        return processes.stream()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> secrets.stream().anyMatch(line::contains))
                .toList();
    }

    private List<String> secrets() throws IOException {
        var secrets = new HashSet<String>();
        secrets.add(Files.readString(folder.resolve("credentials")).strip().split("Bearer ", 2)[1]);
        try (var all = Files.walk(folder.resolve("secrets"))) {
            for (var file : all.filter(one -> one.toString().endsWith("-password")).toList()) {
                secrets.add(Files.readString(file).strip());
            }
        }
        return List.copyOf(secrets);
    }

    /** Ports at which processes listen on other addresses than loopback. */
    Set<Integer> openPorts() throws IOException {
        var own = new HashSet<String>();
        for (var process : processes) {
            own.addAll(sockets(Path.of("/proc/%s/fd".formatted(process.pid()))));
        }
        var open = new HashSet<Integer>();
        for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (var line : Files.readAllLines(Path.of(table))) {
                var fields = line.strip().split("\\s+");
                if (fields[3].equals("0A") && own.contains(fields[9]) && !isLoopback(fields[1])) {
                    open.add(Integer.parseInt(fields[1].split(":")[1], 16));
                }
            }
        }
        return open;
    }

    /** Of a process that may end meanwhile. */
    private static Set<String> sockets(Path descriptors) {
        var found = new HashSet<String>();
        try (var all = Files.newDirectoryStream(descriptors)) {
            for (var descriptor : all) {
                socket(descriptor).ifPresent(found::add);
            }
        } catch (IOException | DirectoryIteratorException _) {
            return found;
        }
        return found;
    }

    private static Optional<String> socket(Path descriptor) {
        try {
            var target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[")
                    ? Optional.of(target.substring(8, target.length() - 1))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // closed meanwhile
        }
    }

    /** 127.0.0.0/8, ::1, and the former written as the latter; words of the host's byte order. */
    private static boolean isLoopback(String address) {
        return address.matches("([0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F):.*");
    }
}
