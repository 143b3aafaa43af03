package io.sixlane.metrics.query;

/**
 * What is wrong with one field of a question.
 *
 * @param pointer JSON Pointer (RFC 6901): a slash and the parameter's name
 */
record FieldError(String pointer, String detail) {}
