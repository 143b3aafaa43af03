package io.sixlane.configuration.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.order.Money;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorderRoutesTest {
    private static final Map<String, RegionEntry> REGIONS =
            Map.of(
                    "beijing", region("cn-beijing", true),
                    "shanghai", region("cn-shanghai", true),
                    "hongkong", region("cn-hongkong", false),
                    "tokyo", region("ap-northeast-1", false),
                    "virginia", region("us-east-1", false));

    @ParameterizedTest
    @CsvSource({
        // what Premium bandwidth covers, then what it covers with a cross-border plan
        "beijing virginia,                   false, true",
        "beijing hongkong,                   true,  true",
        "beijing hongkong virginia,          true,  true",
        "beijing tokyo virginia,             false, true",
        "beijing shanghai hongkong,          true,  true",
        "beijing shanghai virginia,          false, true",
        "beijing hongkong tokyo virginia,    true,  true",
        "virginia hongkong beijing,          true,  true",
        "virginia tokyo beijing,             false, true",
        "hongkong virginia,                  true,  true",
        "tokyo hongkong virginia,            true,  true",
        "tokyo beijing virginia,             false, false",
        "hongkong beijing hongkong,          false, false",
        "beijing hongkong shanghai,          false, false",
        "beijing virginia hongkong shanghai, false, false",
        "beijing shanghai,                   true,  true",
        "hongkong beijing hongkong virginia, false, false",
        "beijing hongkong beijing virginia,  false, false"
    })
    void traffic_crosses_the_border_once_if_it_must_and_by_hong_kong_or_with_a_plan(
            String route, boolean premium, boolean withPlan) {
        var regions =
                List.of(route.split(" ")).stream()
                        .map(name -> Objects.requireNonNull(REGIONS.get(name)))
                        .toList();

        assertThat(BorderRoutes.allows(type(true), false, regions)).isEqualTo(premium);
        assertThat(BorderRoutes.allows(type(true), true, regions)).isEqualTo(withPlan);
        assertThat(BorderRoutes.allows(type(false), true, regions)).isEqualTo(withPlan);
    }

    private static RegionEntry region(String code, boolean mainland) {
        return new RegionEntry(code, 1, code, "AREA", mainland, true);
    }

    private static BandwidthTypeEntry type(boolean global) {
        var price = new Money("USD", 1);
        return new BandwidthTypeEntry(
                "TYPE", 1, "Type", true, global, Set.of(), price, price, null, null, null);
    }
}
