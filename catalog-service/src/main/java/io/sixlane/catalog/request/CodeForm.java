package io.sixlane.catalog.request;

/**
 * What the API's document says of a field that holds the code of something in the catalog: which
 * codes there are is in the database.
 *
 * @param format what it is the code of
 * @param most characters, at most; one at least
 * @param example one that is sold from the beginning
 */
public record CodeForm(String format, int most, String example) {}
