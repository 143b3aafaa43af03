package io.sixlane.configuration.catalog;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.Term;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something of the catalog, whole, at a version; a higher version of the same kind and code
 * replaces it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface CatalogEntry {
    String code();

    long version();

    /** The key in the topic and in tables: kind and code. */
    default String key() {
        return switch (this) {
            case RegionEntry region -> "region/" + region.code();
            case SpecificationEntry specification -> "specification/" + specification.code();
            case BandwidthTypeEntry bandwidthType -> "bandwidth-type/" + bandwidthType.code();
            case LimitsEntry limits -> "limits/" + limits.code();
        };
    }

    /**
     * Where clients or servers can be.
     *
     * @param area for example ASIA_PACIFIC
     * @param mainlandChina whether traffic to regions elsewhere crosses the border
     * @param ipv6 whether IPv6 clients can connect there
     * @param nameChinese null without one
     * @param coordinates latitude and longitude in degrees, like {@code 22.32,114.17}; null when
     *     unknown
     * @param icpRequired whether web services need an ICP number there; null is as {@code
     *     mainlandChina}
     */
    record RegionEntry(
            String code,
            long version,
            String name,
            String area,
            boolean mainlandChina,
            boolean ipv6,
            @Nullable String nameChinese,
            @Nullable String coordinates,
            @Nullable Boolean icpRequired)
            implements CatalogEntry {
        /** With everything else at its default. */
        public RegionEntry(
                String code,
                long version,
                String name,
                String area,
                boolean mainlandChina,
                boolean ipv6) {
            this(code, version, name, area, mainlandChina, ipv6, null, null, null);
        }

        /**
         * Whether IPv6 clients can connect: where the entry has it, and wherever there is an IPv6
         * pool.
         *
         * @param pools the families of the region's address pools
         */
        public boolean offersIpv6(Set<IpFamily> pools) {
            return ipv6 || pools.contains(IpFamily.IPV6);
        }

        /** Whether web services need an ICP number before they serve users there. */
        public boolean needsIcp() {
            return icpRequired == null ? mainlandChina : icpRequired;
        }
    }

    /**
     * {@code peakMbps} in Mbit/s; {@code monthlyPrice} and {@code yearlyPrice} of the instance
     * alone, null is twelve months.
     */
    record SpecificationEntry(
            String code,
            long version,
            String name,
            int regions,
            int peakMbps,
            int maxConnections,
            Money monthlyPrice,
            @Nullable Money yearlyPrice)
            implements CatalogEntry {
        /** A year costs twelve months. */
        public SpecificationEntry(
                String code,
                long version,
                String name,
                int regions,
                int peakMbps,
                int maxConnections,
                Money monthlyPrice) {
            this(code, version, name, regions, peakMbps, maxConnections, monthlyPrice, null);
        }

        /** This specification with at most this bandwidth, in Mbit/s. */
        public SpecificationEntry upTo(int mbps) {
            return new SpecificationEntry(
                    code,
                    version,
                    name,
                    regions,
                    Math.min(peakMbps, mbps),
                    maxConnections,
                    monthlyPrice,
                    yearlyPrice);
        }

        /** The price of one month or one year; of a month without an end. */
        public Money price(Term.Unit unit) {
            return CatalogEntry.price(monthlyPrice, yearlyPrice, unit);
        }
    }

    /**
     * Prices per Mbit/s and month or year, of the basic plan and of a cross-border plan; a yearly
     * one that is null is twelve months.
     *
     * @param usagePrices of the billing types that charge afterwards, each once; null is none
     */
    record BandwidthTypeEntry(
            String code,
            long version,
            String name,
            boolean offCloud,
            boolean global,
            Set<EndpointType> endpointTypes,
            Money monthlyPricePerMbps,
            Money monthlyCrossBorderPricePerMbps,
            @Nullable Money yearlyPricePerMbps,
            @Nullable Money yearlyCrossBorderPricePerMbps,
            @Nullable List<UsagePrice> usagePrices)
            implements CatalogEntry {
        public BandwidthTypeEntry {
            endpointTypes = Set.copyOf(endpointTypes);
            usagePrices = usagePrices == null ? null : List.copyOf(usagePrices);
        }

        /** A year costs twelve months, and nothing is charged afterwards. */
        public BandwidthTypeEntry(
                String code,
                long version,
                String name,
                boolean offCloud,
                boolean global,
                Set<EndpointType> endpointTypes,
                Money monthlyPricePerMbps,
                Money monthlyCrossBorderPricePerMbps) {
            this(
                    code,
                    version,
                    name,
                    offCloud,
                    global,
                    endpointTypes,
                    monthlyPricePerMbps,
                    monthlyCrossBorderPricePerMbps,
                    null,
                    null,
                    null);
        }

        /** The price of the basic plan, for one month or one year. */
        public Money pricePerMbps(Term.Unit unit) {
            return CatalogEntry.price(monthlyPricePerMbps, yearlyPricePerMbps, unit);
        }

        /** The price of a cross-border plan, for one month or one year. */
        public Money crossBorderPricePerMbps(Term.Unit unit) {
            return CatalogEntry.price(
                    monthlyCrossBorderPricePerMbps, yearlyCrossBorderPricePerMbps, unit);
        }
    }

    /**
     * The largest plan and the longest terms that are sold; one entry, which is never deleted. They
     * bound new orders alone.
     *
     * @param code always {@link #SALES}
     * @param planMbps of one bandwidth plan, in Mbit/s
     * @param months of the longest term that is counted in months; 0 sells none
     * @param years of the longest term that is counted in years; 0 sells none
     * @param openEnded whether terms without an end are sold
     */
    record LimitsEntry(
            String code, long version, int planMbps, int months, int years, boolean openEnded)
            implements CatalogEntry {
        public static final String SALES = "SALES";

        /**
         * Those of the hosted service (source: CreateBandwidthPackage, PricingCycle and POSTPAY),
         * until the catalog has its own.
         */
        public static final LimitsEntry HOSTED = new LimitsEntry(SALES, 0, 2_000, 9, 3, true);

        /** Whether a term is sold. */
        public boolean sells(Term term) {
            return switch (term.unit()) {
                case MONTH -> term.count() <= months;
                case YEAR -> term.count() <= years;
                case OPEN_ENDED -> openEnded;
            };
        }
    }

    private static Money price(Money monthly, @Nullable Money yearly, Term.Unit unit) {
        return switch (unit) {
            case MONTH, OPEN_ENDED -> monthly;
            case YEAR -> yearly == null ? monthly.times(12) : yearly;
        };
    }
}
