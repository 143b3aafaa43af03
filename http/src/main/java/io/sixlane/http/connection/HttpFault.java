package io.sixlane.http.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.sixlane.http.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** A way for a request to break HTTP itself, before it has a path that anything could answer. */
enum HttpFault {
    LINE_TOO_LONG(
            ProblemType.URI_TOO_LONG,
            "The request line is longer than this server reads; send a shorter query"),
    HEADERS_TOO_LARGE(
            ProblemType.HEADERS_TOO_LARGE,
            "The headers are larger than this server reads; send fewer or smaller ones, perhaps"
                    + " fewer cookies"),
    NOT_HTTP(ProblemType.BAD_REQUEST, "The request is not HTTP/1.1 (RFC 9112); correct it"),
    URI_INVALID(
            ProblemType.BAD_REQUEST,
            "The request target is not a URI (RFC 3986); encode characters such as | and % with"
                    + " percent signs"),
    HOST_MISSING(ProblemType.BAD_REQUEST, "The request has no Host header; send exactly one"),
    HOST_REPEATED(
            ProblemType.BAD_REQUEST, "The request has several Host headers; send exactly one"),
    CODING_INVALID(
            ProblemType.BAD_REQUEST,
            "The Transfer-Encoding is not chunked, so that the end of the body cannot be found"
                    + " (RFC 9112, 6.1); send it as it is"),
    BODY_INVALID(
            ProblemType.BAD_REQUEST,
            "The body breaks off in a chunk that is not HTTP/1.1 (RFC 9112, 7.1); correct it"),
    HOST_INVALID(
            ProblemType.BAD_REQUEST,
            "The Host header is not a host with an optional port of 0 to 65535; correct it");

    private final ProblemType type;
    private final String detail;

    HttpFault(ProblemType type, String detail) {
        this.type = type;
        this.detail = detail;
    }

    ProblemType type() {
        return type;
    }

    String detail() {
        return detail;
    }

    /** Empty for a request that keeps to RFC 9112 and RFC 3986. */
    static Optional<HttpFault> of(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(
                    switch (request.decoderResult().cause()) {
                        case TooLongHttpLineException _ -> LINE_TOO_LONG;
                        case TooLongHttpHeaderException _ -> HEADERS_TOO_LARGE;
                        case null, default -> NOT_HTTP;
                    });
        }
        return ofFraming(request).or(() -> ofHost(request)).or(() -> ofTarget(request));
    }

    /** The codec reads any version, and takes a body that is coded otherwise for none. */
    private static Optional<HttpFault> ofFraming(HttpRequest request) {
        if (request.protocolVersion().majorVersion() != 1) {
            return Optional.of(NOT_HTTP);
        }
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                        || (codings.size() == 1
                                && codings.getFirst().strip().equalsIgnoreCase("chunked"))
                ? Optional.empty()
                : Optional.of(CODING_INVALID);
    }

    /** Whether the end of the request is unknown, so that no next request can follow. */
    boolean hidesEnd() {
        return switch (this) {
            case LINE_TOO_LONG, HEADERS_TOO_LARGE, NOT_HTTP, CODING_INVALID, BODY_INVALID -> true;
            case URI_INVALID, HOST_MISSING, HOST_REPEATED, HOST_INVALID -> false;
        };
    }

    private static Optional<HttpFault> ofHost(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return Optional.of(HOST_REPEATED);
        }
        if (hosts.isEmpty()) {
            return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                    ? Optional.empty()
                    : Optional.of(HOST_MISSING);
        }
        return HostName.parse(hosts.getFirst()).isPresent()
                ? Optional.empty()
                : Optional.of(HOST_INVALID);
    }

    /** Origin form, absolute form, or the asterisk of OPTIONS (RFC 9112, 3.2). */
    private static Optional<HttpFault> ofTarget(HttpRequest request) {
        var target = request.uri();
        if (target.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return Optional.empty();
        }
        try {
            var uri = new URI(target.startsWith("/") ? "http://localhost" + target : target);
            var isHttp = "http".equalsIgnoreCase(uri.getScheme());
            return (isHttp || "https".equalsIgnoreCase(uri.getScheme()))
                            && uri.getRawAuthority() != null
                    ? Optional.empty()
                    : Optional.of(URI_INVALID);
        } catch (URISyntaxException _) {
            return Optional.of(URI_INVALID);
        }
    }
}
