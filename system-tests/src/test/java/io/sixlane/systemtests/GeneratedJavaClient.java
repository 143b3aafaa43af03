package io.sixlane.systemtests;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generates a Java client of the API's document by openapi-generator, compiles it with {@code
 * system-tests/clients/SixSteps.java}, and runs that, each in a process of its own.
 *
 * @param folder for everything that is made
 * @param credentials of the stack
 */
record GeneratedJavaClient(Path folder, Path credentials) {
    private static final int MINUTES = 4;
    private static final Path DOCUMENT =
            Project.home().resolve("docs/reference/openapi/sixlane.json");
    private static final Path STEPS = Project.home().resolve("system-tests/clients/SixSteps.java");
    private static final Path TOOLS = Project.home().resolve("system-tests/target/generator");
    private static final String FORECAST = "DryRunAnswer";

    /** The profile {@code full-length} brings the generator. */
    static boolean isPossible() {
        return Files.isDirectory(TOOLS);
    }

    /** Forwards a free port to an origin; prints the accelerator and its URL. */
    String run(String api, int listenerPort, int originPort) throws Exception {
        Files.createDirectories(folder);
        var document = folder.resolve("document.json");
        Files.writeString(document, withoutForecasts().toString());
        var client = folder.resolve("client");
        execute("java", generate(document, client));
        var classes = folder.resolve("classes");
        execute("javac", compile(client, classes));
        return execute(
                "java",
                List.of(
                        "-cp",
                        classes + File.pathSeparator + tools(),
                        "SixSteps",
                        api,
                        Integer.toString(listenerPort),
                        Integer.toString(originPort)));
    }

    private static List<String> generate(Path document, Path client) throws IOException {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                tools(),
                "org.openapitools.codegen.OpenAPIGenerator",
                "generate",
                "-g",
                "java",
                "--library",
                "native",
                "-i",
                document.toString(),
                "-o",
                client.toString(),
                "--additional-properties",
                "hideGenerationTimestamp=true,openApiNullable=false,useJakartaEe=true,"
                        + "supportUrlQuery=false,invokerPackage=io.sixlane.client,"
                        + "apiPackage=io.sixlane.client.api,modelPackage=io.sixlane.client.model",
                "--global-property",
                "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,"
                        + "modelDocs=false");
    }

    private static List<String> compile(Path client, Path classes) throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                classes.toString(),
                                "-cp",
                                tools(),
                                STEPS.toString()));
        try (var sources = Files.walk(client.resolve("src/main/java"))) {
            sources.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .forEach(arguments::add);
        }
        return arguments;
    }

    /** The generator, which brings the libraries of what it generates. */
    private static String tools() throws IOException {
        try (var jars = Files.list(TOOLS)) {
            return jars.map(Path::toString).collect(joining(File.pathSeparator));
        }
    }

    /** The document for a client that asks for no dry run: one form for each answer. */
    private static JsonNode withoutForecasts() throws IOException {
        var document = JsonMapper.shared().readTree(Files.readAllBytes(DOCUMENT));
        document.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(operation -> operation.path("responses"))
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .forEach(GeneratedJavaClient::leaveForecastOut);
        return document;
    }

    private static void leaveForecastOut(ObjectNode responses) {
        var form = responses.at("/200/content/application~1json");
        if (isForecast(form.path("schema"))) {
            responses.remove("200");
        } else if (form.at("/schema/oneOf")
                .valueStream()
                .anyMatch(GeneratedJavaClient::isForecast)) {
            ((ObjectNode) form)
                    .set(
                            "schema",
                            form.at("/schema/oneOf")
                                    .valueStream()
                                    .filter(one -> !isForecast(one))
                                    .findFirst()
                                    .orElseThrow());
        }
    }

    private static boolean isForecast(JsonNode schema) {
        return schema.path("$ref").asString("").endsWith("/" + FORECAST);
    }

    private String execute(String program, List<String> arguments)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, program, ".out");
        var command =
                Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", program)
                                                .toString()),
                                arguments.stream())
                        .toList();
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        var header = Files.readString(credentials).strip();
        builder.environment()
                .put("SIXLANE_AUTHORIZATION", header.substring("Authorization: ".length()));
        var process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        var words = Files.readString(output);
        Assertions.assertEquals(0, process.exitValue(), words);
        return words;
    }
}
