package io.sixlane.systemtests;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Classes that break each rule of {@link Layering}, compiled from text into a folder. */
final class PlantedClasses {
    private static final List<String> SERVICES =
            List.of("catalog", "provisioning", "relay", "metrics", "gateway");

    private PlantedClasses() {}

    static JavaClasses compile(Path folder) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            var messages = new StringWriter();
            var options = List.of("-proc:none", "-classpath", folder.toString());
            if (!compiler.getTask(messages, files, null, options, null, sources()).call()) {
                throw new IllegalStateException("planted classes do not compile: " + messages);
            }
        }
        return new ClassFileImporter().importPath(folder);
    }

    private static List<JavaFileObject> sources() {
        var sources = new ArrayList<JavaFileObject>();
        plantFrameworks(sources);
        for (var word : Layering.WORDS) {
            plantDependencyOnAnotherService(sources, word);
            plantCycle(sources, word);
        }
        for (var service : SERVICES) {
            plant(
                    sources,
                    "io.sixlane." + service + ".planted",
                    "Careless",
                    """
                    class Careless {
                        @org.springframework.beans.factory.annotation.Autowired Object injected;
                        void act() throws InterruptedException {
                            Thread.sleep(1L);
                            System.out.println(new reactor.core.publisher.Mono().block());
                        }
                    }
                    """);
        }
        plant(
                sources,
                "io.sixlane.configuration.planted",
                "PlantedRepository",
                "class PlantedRepository { reactor.core.publisher.Mono answer; }");
        plant(
                sources,
                "io.sixlane.provisioning.planted",
                "PlantedRules",
                """
                class PlantedRules {
                    java.time.Clock clock;
                    java.sql.Connection connection;
                    org.apache.kafka.clients.consumer.KafkaConsumer consumer;
                }
                """);
        plant(
                sources,
                "io.sixlane.relay.planted",
                "Joining",
                """
                class Joining {
                    void join(org.apache.kafka.clients.consumer.KafkaConsumer consumer) {
                        consumer.subscribe(java.util.List.of("topic"));
                    }
                }
                """);
        for (var room : List.of("forward", "linux", "tcp", "udp")) {
            var other = room.equals("tcp") ? "udp" : "tcp";
            plant(
                    sources,
                    "io.sixlane.relay." + room,
                    "Path",
                    """
                    public class Path {
                        io.sixlane.relay.%s.Path other;
                        java.lang.invoke.MethodHandle call;
                    }
                    """
                            .formatted(other));
        }
        plant(sources, "io.sixlane.catalog.util", "Drawer", "class Drawer {}");
        plant(sources, "io.sixlane.catalog.planted", "PlantedManager", "class PlantedManager {}");
        plant(sources, "io.sixlane.catalog.planted", "Unused", "public class Unused {}");
        return sources;
    }

    private static void plantFrameworks(List<JavaFileObject> sources) {
        plant(
                sources,
                "reactor.core.publisher",
                "Mono",
                "public class Mono { public Object block() { return this; } }");
        plant(
                sources,
                "org.springframework.beans.factory.annotation",
                "Autowired",
                "public @interface Autowired {}");
        plant(
                sources,
                "org.apache.kafka.clients.consumer",
                "KafkaConsumer",
                "public class KafkaConsumer { public void subscribe(java.util.Collection<String>"
                        + " topics) {} }");
    }

    private static void plantDependencyOnAnotherService(List<JavaFileObject> sources, String word) {
        var other = word.equals("metrics") ? "relay" : "metrics";
        plant(
                sources,
                "io.sixlane." + word + ".planted",
                "Dependent",
                "public class Dependent { io.sixlane.%s.planted.Dependent other; }"
                        .formatted(other));
    }

    private static void plantCycle(List<JavaFileObject> sources, String word) {
        for (var here : List.of("egg", "hen")) {
            var there = here.equals("egg") ? "hen" : "egg";
            plant(
                    sources,
                    "io.sixlane." + word + "." + here,
                    "Link",
                    "public class Link { io.sixlane.%s.%s.Link other; }".formatted(word, there));
        }
    }

    private static void plant(
            List<JavaFileObject> sources, String packageName, String name, String body) {
        var text = "package " + packageName + ";\n" + body;
        var path = packageName.replace('.', '/') + "/" + name + ".java";
        sources.add(
                new SimpleJavaFileObject(
                        URI.create("planted:///" + path), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                });
    }
}
