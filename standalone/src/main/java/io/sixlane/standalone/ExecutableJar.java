package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;

/**
 * An executable jar of Spring Boot. It is unpacked in this process, with the layout that {@code
 * -Djarmode=tools extract} gives it: a JVM for each jar takes longer than the copying.
 */
record ExecutableJar(Path path) {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String INDEX = "BOOT-INF/classpath.idx";

    /** Makes the app's own jar, of the same name, and {@code lib} beside it. */
    void unpack(Path folder) throws IOException {
        try (var jar = new JarFile(path.toFile(), false)) {
            var libraries = libraries(jar);
            Files.createDirectories(folder.resolve("lib"));
            for (var library : libraries) {
                try (var content = jar.getInputStream(entry(jar, LIBRARIES + library))) {
                    Files.copy(content, folder.resolve("lib").resolve(library));
                }
            }
            write(jar, manifest(jar, libraries), folder.resolve(path.getFileName()));
        }
    }

    /** In the order of the class path. */
    private static List<String> libraries(JarFile jar) throws IOException {
        try (var index = jar.getInputStream(entry(jar, INDEX))) {
            return new String(index.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("- \"" + LIBRARIES))
                    .map(line -> line.substring(line.lastIndexOf('/') + 1, line.length() - 1))
                    .toList();
        }
    }

    private static JarEntry entry(JarFile jar, String name) throws IOException {
        var entry = jar.getJarEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        return entry;
    }

    private static Manifest manifest(JarFile jar, List<String> libraries) throws IOException {
        var manifest = new Manifest(jar.getManifest());
        var attributes = manifest.getMainAttributes();
        attributes.put(Name.MAIN_CLASS, attributes.getValue("Start-Class"));
        attributes.put(
                Name.CLASS_PATH, String.join(" ", libraries.stream().map("lib/"::concat).toList()));
        return manifest;
    }

    private static void write(JarFile from, Manifest manifest, Path to) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (var entry : from.stream().toList()) {
                var name = entry.getName();
                if (name.startsWith(CLASSES) && name.length() > CLASSES.length()) {
                    var copy = new JarEntry(name.substring(CLASSES.length()));
                    copy.setTime(entry.getTime());
                    out.putNextEntry(copy);
                    try (var content = from.getInputStream(entry)) {
                        content.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
    }
}
