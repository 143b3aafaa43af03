package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.accelerator.RoutePolicy.Mode;
import io.sixlane.http.body.JsonFields;
import java.util.List;

/** The fields of a route policy: a mode, and for VIA the regions to go through. */
final class RouteFields {
    private RouteFields() {}

    static RoutePolicy read(JsonFields fields) {
        return fields.union("mode", List.of(Mode.values()), Enum::name, null, RouteFields::read);
    }

    private static RoutePolicy read(Mode mode, JsonFields fields) {
        if (mode != Mode.VIA) {
            fields.refused("regions", "is for the mode VIA only");
            return new RoutePolicy(mode, null);
        }
        var regions = fields.codes("regions", 1, RoutePolicy.MOST_REGIONS);
        if (fields.areGood("regions") && regions.stream().distinct().count() < regions.size()) {
            fields.wrong("regions", "must name each region once");
        }
        return new RoutePolicy(mode, regions);
    }
}
