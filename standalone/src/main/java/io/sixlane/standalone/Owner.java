package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The owner of a stack, with the token that its identity service wrote into the data folder. */
record Owner(StackFolder folder, Ports ports) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEADER = "Authorization: ";

    /**
     * The value of an {@code Authorization} header.
     *
     * @throws StackException before the first start, and for another user of this host
     */
    String authorization() {
        var file = folder.credentials();
        try {
            return Files.readString(file).strip().substring(HEADER.length());
        } catch (NoSuchFileException e) {
            throw new StackException("%s is missing: ./sixlane up makes it.".formatted(file), e);
        } catch (IOException e) {
            throw new StackException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * A link that opens the console signed in, once.
     *
     * @throws StackException when the stack does not run
     */
    String link() {
        var gateway = "http://127.0.0.1:" + ports.gateway();
        var request =
                HttpRequest.newBuilder(URI.create(gateway + "/v1/sign-in-links"))
                        .timeout(Duration.ofSeconds(15))
                        .header("Authorization", authorization())
                        .POST(BodyPublishers.noBody())
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString(UTF_8));
            if (answer.statusCode() == 401) {
                throw new StackException(
                        "The token in %s was revoked: delete the file, and end and start the stack; it makes another."
                                .formatted(folder.credentials()));
            }
            if (answer.statusCode() != 201) {
                throw new StackException(
                        "%s answered %s: %s"
                                .formatted(gateway, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body()).path("url").asString();
        } catch (IOException e) {
            throw new StackException(
                    "%s does not answer: ./sixlane up starts the stack.".formatted(gateway), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted.", e);
        }
    }

    /** Prints a link, where a person reads, or why there is none: the stack serves without it. */
    void invite(Narrator narrator) {
        try {
            narrator.print("Open the console, signed in, once within 10 minutes: " + link());
        } catch (StackException e) {
            narrator.print(String.valueOf(e.getMessage()));
        }
    }
}
