package io.sixlane.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it arrives on a socket; the next one can follow on the same connection. */
public record WireAnswer(int status, Map<String, String> headers, String body) {
    private static final JsonMapper JSON = new JsonMapper();

    public WireAnswer {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /**
     * Reads one answer to its end: of its Content-Length, or of its chunks.
     *
     * @throws IOException when the peer closes before that
     */
    public static WireAnswer read(InputStream in) throws IOException {
        var statusLine = line(in);
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new WireAnswer(
                Integer.parseInt(statusLine.split(" ", 3)[1]),
                headers,
                new String(
                        "chunked".equals(headers.get("transfer-encoding"))
                                ? chunks(in)
                                : in.readNBytes(
                                        Integer.parseInt(
                                                headers.getOrDefault("content-length", "0"))),
                        StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("closed after: " + line);
            }
            line.write(read);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The last part of the problem's type. */
    public String problem() {
        return json().path("type").asString("").replace("/problems/", "");
    }
}
