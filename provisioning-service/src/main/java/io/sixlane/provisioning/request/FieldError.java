package io.sixlane.provisioning.request;

/**
 * What is wrong with one field of a body.
 *
 * @param pointer JSON pointer (RFC 6901), empty for the whole body
 */
public record FieldError(String pointer, String detail) {}
