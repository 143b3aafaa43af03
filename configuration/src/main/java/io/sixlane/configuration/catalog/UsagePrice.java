package io.sixlane.configuration.catalog;

import io.sixlane.configuration.order.Money;

/**
 * The price of usage that is charged afterwards.
 *
 * @param price of 10⁹ bytes for PAY_BY_TRAFFIC; of one Mbit/s and month for PAY_BY_95TH
 */
public record UsagePrice(BillingType billingType, Money price) {}
