package io.sixlane.catalog.region;

import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import org.jspecify.annotations.Nullable;

/**
 * A region as an operator wants it.
 *
 * @param area 1 to 64 letters, digits, _ or -; an area is there when a region is in it
 * @param ipv6 whether IPv6 clients can connect there
 * @param coordinates latitude and longitude in degrees
 * @param icpRequired null is as {@code mainlandChina}
 */
public record RegionRequest(
        String name,
        @Nullable String nameChinese,
        String area,
        boolean mainlandChina,
        boolean ipv6,
        @Nullable String coordinates,
        @Nullable Boolean icpRequired) {
    private static final int LONGEST_NAME = 128;

    private static final TextForm NAME =
            TextForm.matching(
                    "[^\\p{Cc}\\p{Cs}]{1,128}",
                    1,
                    LONGEST_NAME,
                    "US (Silicon Valley)",
                    "must be 1 to 128 characters without control characters");

    private static final TextForm COORDINATES =
            TextForm.matching(
                    "-?(90(\\.0{1,6})?|[1-8]?[0-9](\\.[0-9]{1,6})?)"
                            + ",-?(180(\\.0{1,6})?|(1[0-7][0-9]|[1-9]?[0-9])(\\.[0-9]{1,6})?)",
                    3,
                    22,
                    "37.39,-122.08",
                    "must be latitude and longitude in degrees, like 37.39,-122.08");

    public static RegionRequest read(JsonFields fields) {
        return new RegionRequest(
                fields.text("name", NAME),
                fields.optionalText("nameChinese", NAME),
                fields.code("area"),
                fields.bool("mainlandChina", false),
                fields.bool("ipv6", false),
                fields.optionalText("coordinates", COORDINATES),
                fields.optionalBool("icpRequired"));
    }

    /** The request that would make the region. */
    public static RegionRequest of(RegionEntry region) {
        return new RegionRequest(
                region.name(),
                region.nameChinese(),
                region.area(),
                region.mainlandChina(),
                region.ipv6(),
                region.coordinates(),
                region.icpRequired());
    }

    public RegionEntry entry(String code, long version) {
        return new RegionEntry(
                code,
                version,
                name,
                area,
                mainlandChina,
                ipv6,
                nameChinese,
                coordinates,
                icpRequired);
    }
}
