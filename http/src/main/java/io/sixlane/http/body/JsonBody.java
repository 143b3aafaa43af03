package io.sixlane.http.body;

import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a whole JSON body, or refuses it with everything that is wrong in it. */
public final class JsonBody {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** Ignored, as RFC 8259, 8.1 allows. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private JsonBody() {}

    /**
     * @param body null when there is none
     * @throws MalformedRequestException when anything is wrong, with all of it
     */
    public static <T> T read(byte @Nullable [] body, Function<JsonFields, T> reader) {
        var errors = new ArrayList<FieldError>();
        var fields = new JsonFields(parse(body == null ? new byte[0] : body), "", errors);
        var value = fields.readAll(reader);
        if (!errors.isEmpty()) {
            throw new MalformedRequestException(errors);
        }
        return value;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(text(body));
        } catch (JacksonException e) {
            throw new MalformedRequestException(List.of(new FieldError("", notJson(e))));
        }
    }

    /** Other codings, and forms that UTF-8 forbids, would read as another text than was signed. */
    private static String text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new MalformedRequestException(List.of(new FieldError("", "is not UTF-8")));
        }
    }

    private static String notJson(JacksonException e) {
        var duplicate =
                e instanceof StreamReadException && e.getOriginalMessage().startsWith("Duplicate")
                        ? ": a field is repeated"
                        : "";
        var location = e.getLocation();
        return location == null || location.getLineNr() < 1
                ? "is not JSON" + duplicate
                : "is not JSON at line %s, column %s%s"
                        .formatted(location.getLineNr(), location.getColumnNr(), duplicate);
    }
}
