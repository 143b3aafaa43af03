package io.sixlane.gateway.route;

import org.springframework.http.HttpStatus;

/** A request that the gateway itself answers, with a problem of this {@code name}. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String name;

    public RefusedException(HttpStatus status, String name, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.name = name;
    }

    HttpStatus status() {
        return status;
    }

    String name() {
        return name;
    }
}
