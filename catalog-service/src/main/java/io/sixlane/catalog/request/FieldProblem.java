package io.sixlane.catalog.request;

/**
 * One field of a request that cannot be taken as it is.
 *
 * @param pointer RFC 6901, empty for the whole body
 * @param detail what is, and what may be
 */
public record FieldProblem(String pointer, String detail) {}
