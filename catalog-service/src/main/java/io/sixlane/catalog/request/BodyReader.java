package io.sixlane.catalog.request;

import java.util.function.Function;

/**
 * A body that a feature reads.
 *
 * @param name of its schema in the API's document, which is made of what {@code reader} does
 */
public record BodyReader(String name, Function<RequestFields, ?> reader) {}
