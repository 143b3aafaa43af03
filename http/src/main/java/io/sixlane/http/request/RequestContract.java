package io.sixlane.http.request;

import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Checks a request before its handler runs, so that a bad one has no effect. */
final class RequestContract {
    static final String API = "/v1/";

    /** Its paths, however they are escaped. */
    private static final PathPattern PATHS = PathPatternParser.defaultInstance.parse("/v1/**");

    private RequestContract() {}

    /**
     * @param produced by the handler
     * @param parameters that a query may have
     */
    static void check(
            ServerHttpRequest request,
            HandlerMethod handler,
            Collection<MediaType> produced,
            Set<String> parameters) {
        checkPath(request);
        checkEncoding(request);
        if (PATHS.matches(request.getPath().pathWithinApplication())) {
            checkQuery(request, parameters);
        }
        if (!EmptyAnswers.hasOne(handler)) {
            checkAccept(request.getHeaders(), produced);
        }
        if (hasBody(handler)) {
            checkContent(request.getHeaders(), request.getMethod());
        }
    }

    /** Path parameters would be cut off, and another resource be changed. */
    @SuppressWarnings("OrphanedFormatString") // An encoded semicolon.
    private static void checkPath(ServerHttpRequest request) {
        if (request.getPath().value().indexOf(';') >= 0) {
            throw new MalformedRequestException(
                    "the path must not contain a semicolon; percent-encode one in a name");
        }
    }

    /** Bytes that are not UTF-8 would be read as U+FFFD: different texts as the same one. */
    private static void checkEncoding(ServerHttpRequest request) {
        var uri = request.getURI();
        for (var part : new String[] {uri.getRawPath(), uri.getRawQuery()}) {
            if (part != null && !isUtf8(part)) {
                throw new MalformedRequestException(
                        "the path and the query must be UTF-8, percent-encoded");
            }
        }
    }

    private static boolean isUtf8(String encoded) {
        try {
            var bytes = UriUtils.decode(encoded, StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return false;
        }
    }

    private static void checkQuery(ServerHttpRequest request, Set<String> allowed) {
        var errors = new ArrayList<FieldError>();
        request.getQueryParams()
                .forEach(
                        (name, values) -> {
                            if (!allowed.contains(name)) {
                                errors.add(new FieldError(pointer(name), unknown(allowed)));
                            } else if (values.size() > 1) {
                                errors.add(
                                        new FieldError(
                                                pointer(name), "must be given once in the query"));
                            }
                        });
        if (!errors.isEmpty()) {
            throw new MalformedRequestException(errors);
        }
    }

    private static String unknown(Set<String> allowed) {
        return allowed.isEmpty()
                ? "is not a query parameter of this request, which has none"
                : "is not a query parameter of this request; it has "
                        + String.join(", ", allowed.stream().sorted().toList());
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static void checkAccept(HttpHeaders headers, Collection<MediaType> produced) {
        try {
            if (Acceptance.of(headers.getOrEmpty(HttpHeaders.ACCEPT)).isAnyOf(produced)) {
                return;
            }
        } catch (InvalidMediaTypeException _) {
            // No list of media ranges accepts anything.
        }
        throw new RefusedException(
                ProblemType.NOT_ACCEPTABLE,
                "The answer is %s, which Accept does not allow; ask for it"
                        .formatted(MediaType.toString(produced)));
    }

    private static boolean hasBody(HandlerMethod handler) {
        for (var parameter : handler.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                return true;
            }
        }
        return false;
    }

    private static void checkContent(HttpHeaders headers, HttpMethod method) {
        if (!isJson(headers) || !isPlain(headers)) {
            var problem =
                    new RefusedException(
                                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                    "The body must be JSON in UTF-8 without a coding; send"
                                            + " Content-Type: application/json")
                            .problem();
            throw new RefusedException(
                    problem.withHeader(
                            method.equals(HttpMethod.PATCH)
                                    ? HttpHeaders.ACCEPT_PATCH
                                    : HttpHeaders.ACCEPT,
                            MediaType.APPLICATION_JSON_VALUE));
        }
    }

    private static boolean isJson(HttpHeaders headers) {
        var lines = headers.getOrEmpty(HttpHeaders.CONTENT_TYPE);
        try {
            var type = lines.size() == 1 ? MediaType.parseMediaType(lines.getFirst()) : null;
            return type != null
                    && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null
                            || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isPlain(HttpHeaders headers) {
        return List.of("", "identity")
                .contains(
                        String.join(",", headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING))
                                .strip()
                                .toLowerCase(Locale.ROOT));
    }
}
